import type { ReceivedSignal } from '../../src/main/webauthn/client/ports'
import { decodeBase64Url } from '../../src/shared/base64url'
import type { SignalOptionsJson } from '../../src/shared/webauthn-json'
import { requester } from './webauthn-options'

/** A checked signal of {@link requester}; give only the options that the test is about, with ids in base64url. */
export function userDetails(
  fields: Partial<SignalOptionsJson['currentUserDetails']> = {},
): ReceivedSignal {
  const defaults = { rpId: 'example.org', userId: 'CQ', name: 'ada', displayName: 'Ada L.' }
  const { userId, ...options } = { ...defaults, ...fields }
  const userHandle = decodeBase64Url(userId)
  return { kind: 'currentUserDetails', requester: requester(), userHandle, ...options }
}

export function unknownCredential(credentialId: string, rpId = 'example.org'): ReceivedSignal {
  const id = decodeBase64Url(credentialId)
  return { kind: 'unknownCredential', requester: requester(), rpId, credentialId: id }
}

export function acceptedCredentials(
  accepted: readonly string[],
  fields: { readonly rpId?: string; readonly userId?: string } = {},
): ReceivedSignal {
  const { rpId, userId } = { rpId: 'example.org', userId: 'CQ', ...fields }
  return {
    kind: 'allAcceptedCredentials',
    requester: requester(),
    rpId,
    userHandle: decodeBase64Url(userId),
    allAcceptedCredentialIds: accepted.map(decodeBase64Url),
  }
}
