/** The passkeys as the window reaches them: what the user changes is recorded, and of a key only the public half leaves. */
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
