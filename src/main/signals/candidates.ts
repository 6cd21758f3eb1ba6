import type { Passkey } from '../webauthn/authenticator/ports'
import type { ReceivedSignal } from '../webauthn/client/ports'
import type { Candidates } from './judge'
import type { SignalStore } from './ports'
import { withoutDuplicates } from './same-bytes'

type Readable = Pick<SignalStore, 'listByRp' | 'findTrashed'>

/** The passkeys that a signal may refer to: the passkeys of its RP ID. */
export function candidatesOf(signal: ReceivedSignal, store: Readable): Candidates {
  const { rpId } = signal
  const trashed = idsNamedBy(signal)
    .map((id) => store.findTrashed(id)?.passkey)
    .filter((passkey): passkey is Passkey => passkey?.rpId === rpId)
  return { kept: store.listByRp(rpId), trashed }
}

function idsNamedBy(signal: ReceivedSignal): readonly Uint8Array[] {
  switch (signal.kind) {
    case 'unknownCredential':
      return [signal.credentialId]
    case 'allAcceptedCredentials':
      return withoutDuplicates(signal.allAcceptedCredentialIds)
    case 'currentUserDetails':
      return []
  }
}
