import type { Passkey } from '../webauthn/authenticator/ports'
import type { ReceivedSignal } from '../webauthn/client/ports'
import type { Candidates } from './judge'
import type { SignalStore } from './ports'
import { textOf } from './same-bytes'

type Readable = Pick<SignalStore, 'listByRp' | 'findTrashed'>

/** The passkeys that a signal may refer to: the passkeys of its RP ID. */
export function candidatesOf(signal: ReceivedSignal, store: Readable): Candidates {
  const { rpId } = signal
  const trashed = new Map<string, Passkey>()
  for (const id of idsNamedBy(signal)) {
    const passkey = store.findTrashed(id)?.passkey
    if (passkey?.rpId === rpId) trashed.set(textOf(id), passkey)
  }
  return { kept: store.listByRp(rpId), trashed: [...trashed.values()] }
}

function idsNamedBy(signal: ReceivedSignal): readonly Uint8Array[] {
  switch (signal.kind) {
    case 'unknownCredential':
      return [signal.credentialId]
    case 'allAcceptedCredentials':
      return signal.allAcceptedCredentialIds
    case 'currentUserDetails':
      return []
  }
}
