import { encodeBase64Url } from '../../shared/base64url'
import type { Passkey } from '../webauthn/authenticator/ports'
import type { ReceivedSignal } from '../webauthn/client/ports'
import type { Candidates } from './judge'
import type { SignalStore } from './ports'
import { bytesOf } from './same-bytes'

type Readable = Pick<SignalStore, 'listByRp' | 'findTrashed'>

/** The passkeys that a signal may be about: none of another RP ID, and each once. */
export function candidatesOf(signal: ReceivedSignal, store: Readable): Candidates {
  const { rpId } = signal.options
  const trashed = new Map<string, Passkey>()
  for (const id of idsNamedBy(signal)) {
    const passkey = store.findTrashed(bytesOf(id))?.passkey
    if (passkey?.rpId === rpId) trashed.set(encodeBase64Url(passkey.credentialId), passkey)
  }
  return { kept: store.listByRp(rpId), trashed: [...trashed.values()] }
}

function idsNamedBy(signal: ReceivedSignal): readonly string[] {
  switch (signal.kind) {
    case 'unknownCredential':
      return [signal.options.credentialId]
    case 'allAcceptedCredentials':
      return signal.options.allAcceptedCredentialIds
    case 'currentUserDetails':
      return []
  }
}
