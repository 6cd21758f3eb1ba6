import type { CreateRequest } from '../../src/main/webauthn/client/checked-creation'
import type { GetRequest } from '../../src/main/webauthn/client/checked-request'
import type { Requester } from '../../src/main/webauthn/client/ports'

/** A top-level page of example.org; give only the fields that the test is about. */
export function requester(fields: Partial<Requester> = {}): Requester {
  return { origin: 'https://example.org', crossOrigin: false, topOrigin: null, ...fields }
}

/** PublicKeyCredentialCreationOptionsJSON that succeed. */
export function creationOptions(fields: Readonly<Record<string, unknown>> = {}) {
  return {
    rp: { name: 'Example' },
    user: { id: base64url('user 1'), name: 'ada@example.org', displayName: 'Ada' },
    challenge: base64url('a challenge'),
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    authenticatorSelection: { residentKey: 'required' },
    ...fields,
  }
}

/** PublicKeyCredentialRequestOptionsJSON that succeed if there is a passkey. */
export function requestOptions(fields: Readonly<Record<string, unknown>> = {}) {
  return { challenge: base64url('a challenge'), ...fields }
}

/** A `create()` of {@link requester} that would succeed, except for `options`. */
export function creation(
  options: Readonly<Record<string, unknown>> = {},
  fields: Partial<CreateRequest> = {},
): CreateRequest {
  return {
    requester: requester(),
    options: creationOptions(options),
    mediation: undefined,
    signal: new AbortController().signal,
    ...fields,
  }
}

/** A `get()` of {@link requester} that would succeed, except for `options`. */
export function assertionRequest(
  options: Readonly<Record<string, unknown>> = {},
  fields: Partial<GetRequest> = {},
): GetRequest {
  return {
    requester: requester(),
    options: requestOptions(options),
    mediation: undefined,
    signal: new AbortController().signal,
    ...fields,
  }
}

/** A PublicKeyCredentialDescriptorJSON. */
export function descriptor(id: Uint8Array, type = 'public-key') {
  return { type, id: base64url(id) }
}

/** Written without Latchkey's own encoder, which the tests judge. */
export function base64url(bytes: Uint8Array | string): string {
  return Buffer.from(bytes).toString('base64url')
}

export function fromBase64url(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64url'))
}
