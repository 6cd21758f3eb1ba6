import type { Passkey } from '../../src/main/webauthn/authenticator/ports'
import { passkey } from './passkeys'

let made = 0

/** A valid passkey with an id and a user handle of its own; give only the fields that the test is about. */
export function keptPasskey(fields: Partial<Passkey> = {}): Passkey {
  made++
  return passkey({
    credentialId: Uint8Array.from({ length: 16 }, (_, i) => (i < 2 ? made >> (8 * i) : 0xc0)),
    userHandle: Uint8Array.of(made >> 8, made & 0xff),
    userDisplayName: 'Ada Lovelace',
    transports: ['internal', 'hybrid'],
    createdAt: Date.UTC(2026, 0, 1),
    ...fields,
  })
}

/** Replaces a private key by bytes that are easy to find where they should not be. */
export const PRIVATE_KEY = new TextEncoder().encode('a private key, PKCS #8, never seen')
