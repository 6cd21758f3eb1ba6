/** Ceremonies with a provider's authenticator, and the bytes that a relying party gets. */
import { WebAuthnClient } from '../../src/main/webauthn/client/client'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../src/main/webauthn/authenticator/description'
import type { AuthenticatorBehaviour } from '../../src/main/webauthn/authenticator/behaviour'
import type { ClientQuirks } from '../../src/main/webauthn/authenticator/client-quirks'
import type { CredentialJson, RegistrationResponseJson } from '../../src/shared/webauthn-json'
import { readAttestation } from './authenticator-answers'
import { assertionRequest, base64url, creation, fromBase64url, requester } from './webauthn-options'
import { webauthnPorts } from './webauthn-ports'

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>
type Fields = Readonly<Record<string, unknown>>
type CreateFields = NonNullable<Parameters<typeof creation>[1]>

/** Latchkey's own authenticator with some knobs changed. */
export function turned(
  behaviour: Partial<AuthenticatorBehaviour>,
  description: Partial<AuthenticatorDescription> = {},
): AuthenticatorDescription {
  const turnedBehaviour = { ...PLATFORM_AUTHENTICATOR.behaviour, ...behaviour }
  return { ...PLATFORM_AUTHENTICATOR, ...description, behaviour: turnedBehaviour }
}

/** Latchkey's own authenticator behind a client with quirks. */
export function quirky(client: Partial<ClientQuirks>): AuthenticatorDescription {
  return { ...PLATFORM_AUTHENTICATOR, client: { ...PLATFORM_AUTHENTICATOR.client, ...client } }
}

/** Authenticator data, its parts in hexadecimal. */
export interface StatedBytes {
  readonly flags: string
  readonly signCount: number
  /** Empty in an assertion. */
  readonly aaguid: string
  readonly idBytes: number
  /** From the credential id on: the COSE key and the extension data. */
  readonly rest: string
  readonly length: number
}

function statedBytes(authenticatorData: Uint8Array): StatedBytes {
  const bytes = Buffer.from(authenticatorData)
  const isAttested = bytes.length > 55 && ((bytes[32] ?? 0) & 0x40) !== 0
  const idBytes = isAttested ? bytes.readUInt16BE(53) : 0
  return {
    flags: bytes.subarray(32, 33).toString('hex'),
    signCount: bytes.readUInt32BE(33),
    aaguid: isAttested ? bytes.subarray(37, 53).toString('hex') : '',
    idBytes,
    rest: bytes.subarray(isAttested ? 55 + idBytes : 37).toString('hex'),
    length: bytes.length,
  }
}

/** The answer that a relying party gets. */
export interface Got<Response extends CredentialJson> extends StatedBytes {
  readonly response: Response
  readonly clientData: string
  /** The attestation's format; empty in an assertion. */
  readonly format: string
  /** The reason in the record. */
  readonly reason: string
}

/** Some clients refuse a shorter challenge. */
export const CHALLENGE = base64url('a challenge of enough bytes')

/** A page of example.org, and one provider. */
export class ProviderCeremonies {
  readonly world: ReturnType<typeof webauthnPorts>
  readonly client: WebAuthnClient

  constructor(authenticator: AuthenticatorDescription, world: World = {}) {
    this.world = webauthnPorts({ ...world, authenticator })
    const { ports } = this.world
    this.client = new WebAuthnClient({ ...ports, recentSignIns: ports.signIns })
  }

  async create(options: Fields = {}, fields: CreateFields = {}) {
    const response = await this.client.create(
      creation({ challenge: CHALLENGE, ...options }, { requester: requester(), ...fields }),
    )
    const { format, authenticatorData } = readAttestation(
      fromBase64url(response.response.attestationObject),
    )
    return this.#got<RegistrationResponseJson>(response, authenticatorData, format)
  }

  async get(options: Fields = {}) {
    const response = await this.client.get(
      assertionRequest({ challenge: CHALLENGE, ...options }, { requester: requester() }),
    )
    return this.#got(response, fromBase64url(response.response.authenticatorData), '')
  }

  #got<Response extends CredentialJson>(
    response: Response,
    authenticatorData: Uint8Array,
    format: string,
  ): Got<Response> {
    const clientData = Buffer.from(response.response.clientDataJSON, 'base64url').toString()
    const reason = this.world.reports.at(-1)?.reason ?? ''
    return { ...statedBytes(authenticatorData), response, clientData, format, reason }
  }
}

/** `authenticatorSelection` that makes a discoverable passkey, with this `userVerification`. */
export function verifying(userVerification: string) {
  return { authenticatorSelection: { residentKey: 'required', userVerification } }
}
