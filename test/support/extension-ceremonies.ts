/** Ceremonies about extensions: the inputs of a page, and the outputs that the page and its relying party read. */
import { Encoder } from 'cbor-x'
import { create } from '../../src/main/webauthn/client/create'
import { get } from '../../src/main/webauthn/client/get'
import type { ExtensionResultsJson } from '../../src/shared/extensions-json'
import { readAuthenticatorData } from './authenticator-answers'
import { assertionRequest, base64url, creation, fromBase64url, requester } from './webauthn-options'
import { webauthnPorts } from './webauthn-ports'

const cbor = new Encoder({ mapsAsObjects: false, useRecords: false })

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>
type Fields = Readonly<Record<string, unknown>>

/** The result of a ceremony with extensions. */
export interface Outcome {
  readonly results: ExtensionResultsJson
  /** The extension data of the authenticator data, its keys in the order of the bytes. */
  readonly data: ReadonlyMap<string, unknown> | undefined
  /** Whether the flag says that there is extension data. */
  readonly isFlagged: boolean
  readonly verified: boolean
  /** Credential id, base64url. */
  readonly id: string
}

/** A page of example.org, and one authenticator. */
export class ExtensionCeremonies {
  readonly origin: string
  readonly world: ReturnType<typeof webauthnPorts>

  constructor({ origin = 'https://example.org', ...world }: World & { origin?: string } = {}) {
    this.origin = origin
    this.world = webauthnPorts(world)
  }

  /** A discoverable passkey, unless `options` say otherwise. */
  async create(extensions: Fields, options: Fields = {}): Promise<Outcome> {
    const request = creation({ ...options, extensions }, this.#page())
    const { response } = await create(request, this.world.ports)
    return this.#outcome(response, response.response.authenticatorData)
  }

  async get(extensions: Fields, options: Fields = {}): Promise<Outcome> {
    const request = assertionRequest({ ...options, extensions }, this.#page())
    const { response } = await get(request, this.world.ports)
    return this.#outcome(response, response.response.authenticatorData)
  }

  #page() {
    return { requester: requester({ origin: this.origin }) }
  }

  #outcome(
    response: { readonly id: string; readonly clientExtensionResults: ExtensionResultsJson },
    authenticatorData: string,
  ): Outcome {
    const { flags, extensionsDataBuffer } = readAuthenticatorData(fromBase64url(authenticatorData))
    return {
      results: response.clientExtensionResults,
      data: extensionsDataBuffer && (cbor.decode(extensionsDataBuffer) as Map<string, unknown>),
      isFlagged: flags.ed,
      verified: flags.uv,
      id: response.id,
    }
  }
}

/** Names one credential. */
export function allow(...ids: readonly string[]) {
  return { allowCredentials: ids.map((id) => ({ type: 'public-key', id })) }
}

export function bytes(...values: readonly number[]): string {
  return base64url(Uint8Array.from(values))
}
