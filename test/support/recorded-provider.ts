/** Plays a provider's profile to the recording page's own modules, without a browser. */
import type { AuthenticatorDescription } from '../../src/main/webauthn/authenticator/description'
import type { WebAuthnClient } from '../../src/main/webauthn/client/client'
import type { Recording } from '../../src/main/webauthn/providers/recording'
import { noteAnswer } from '../../src/recorder/page/answers.js'
import { CALLS, type Call } from '../../src/recorder/page/calls.js'
import type { CredentialJson } from '../../src/shared/webauthn-json'
import { stateOf } from './plugged-authenticators'
import { ProviderCeremonies } from './provider-ceremonies'
import { base64url, fromBase64url, requester } from './webauthn-options'

/** Turns of the event loop after which a provider that has not answered is silent. */
const PATIENCE_TURNS = 50

/** A recording of the provider that this description plays. */
export async function recordProvider(authenticator: AuthenticatorDescription): Promise<Recording> {
  const { client } = new ProviderCeremonies(authenticator)
  const ids: Record<string, BufferSource> = {}
  const calls: Record<string, unknown> = {}
  for (const call of CALLS) calls[call.name] = await record(call, ids, client)
  return {
    version: 1,
    title: 'Example',
    browser: 'a test',
    date: '2026-01-01',
    calls: calls as Recording['calls'],
  }
}

async function record(
  call: Call,
  ids: Record<string, BufferSource>,
  client: WebAuthnClient,
): Promise<unknown> {
  if (call.needs.some((name) => !ids[name])) return { outcome: 'silent' }
  const { publicKey } = call.options({ host: 'example.org', ids })
  const page = new AbortController()
  const asked = client[call.method]({
    requester: requester(),
    options: asJson(publicKey),
    mediation: undefined,
    signal: page.signal,
  })
  if (call.name === 'excluded' && (await isSilent(asked))) {
    page.abort()
    await asked.catch(() => undefined)
    return { outcome: 'silent' }
  }
  try {
    const json = await asked
    ids[call.name] = bufferOf(json.rawId)
    return noteAnswer(call.method, asObject(json))
  } catch (error) {
    return { outcome: 'refused', error: (error as Error).name }
  }
}

async function isSilent(asked: Promise<unknown>): Promise<boolean> {
  for (let turn = 0; turn < PATIENCE_TURNS; turn++)
    if ((await stateOf(asked)) === 'settled') return false
  return true
}

/** Options with their bytes as base64url. */
function asJson(value: unknown): unknown {
  if (ArrayBuffer.isView(value))
    return base64url(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  if (value instanceof ArrayBuffer) return base64url(new Uint8Array(value))
  if (Array.isArray(value)) return value.map(asJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asJson(member)]))
}

/** The object that the page's script makes of a response, with the members that the recording page reads. */
function asObject(json: CredentialJson) {
  const { response, clientExtensionResults, authenticatorAttachment } = json
  const shared = {
    authenticatorAttachment,
    getClientExtensionResults: () => clientExtensionResults,
    ...(json.objectShape?.toJSON !== false && { toJSON: () => json }),
  }
  const clientDataJSON = bufferOf(response.clientDataJSON)
  if ('signature' in response)
    return {
      ...shared,
      response: {
        clientDataJSON,
        authenticatorData: bufferOf(response.authenticatorData),
        userHandle: response.userHandle === undefined ? null : bufferOf(response.userHandle),
      },
    }
  const { publicKey } = response
  return {
    ...shared,
    response: {
      clientDataJSON,
      attestationObject: bufferOf(response.attestationObject),
      getTransports: () => response.transports,
      getPublicKey: () => (publicKey === undefined ? null : bufferOf(publicKey)),
      getAuthenticatorData: () => bufferOf(response.authenticatorData),
    },
  }
}

function bufferOf(text: string): ArrayBuffer {
  return new Uint8Array(fromBase64url(text)).buffer
}
