import type { ReceivedSignal } from '../../src/main/webauthn/client/ports'
import type { SignalOptionsJson } from '../../src/shared/webauthn-json'
import { requester } from './webauthn-options'

/** A checked signal of {@link requester}; give only the options that the test is about. */
export function userDetails(
  fields: Partial<SignalOptionsJson['currentUserDetails']> = {},
): ReceivedSignal {
  const options = { rpId: 'example.org', userId: 'CQ', name: 'ada', displayName: 'Ada L.' }
  return {
    kind: 'currentUserDetails',
    requester: requester(),
    options: { ...options, ...fields },
  }
}

export function unknownCredential(credentialId: string, rpId = 'example.org'): ReceivedSignal {
  return { kind: 'unknownCredential', requester: requester(), options: { rpId, credentialId } }
}

export function acceptedCredentials(
  allAcceptedCredentialIds: string[],
  fields: Partial<SignalOptionsJson['allAcceptedCredentials']> = {},
): ReceivedSignal {
  const options = { rpId: 'example.org', userId: 'CQ', allAcceptedCredentialIds }
  return {
    kind: 'allAcceptedCredentials',
    requester: requester(),
    options: { ...options, ...fields },
  }
}
