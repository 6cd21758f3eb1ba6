/** The window's access to the passkeys. Records the user's changes, and never passes on a private key. */
import type { PasskeyPort } from '../ipc/passkey-calls'
import { publicKeyOf } from '../webauthn/authenticator/public-key'
import type { Latchkey } from './latchkey'

export function windowPasskeys({ vault, edits }: Pick<Latchkey, 'vault' | 'edits'>): PasskeyPort {
  return {
    get state() {
      return vault.state
    },
    passkeys: edits,
    publicKeyOf: (passkey) => publicKeyOf(passkey, vault.passkeys),
  }
}
