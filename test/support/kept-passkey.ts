import {
  FOLLOWS_SITE,
  NO_EXTENSION_STATE,
  SET_BY_NONE,
  type Passkey,
} from '../../src/main/webauthn/authenticator/ports'

let made = 0

/** A valid passkey with an id and a user handle of its own; give only the fields that the test is about. */
export function keptPasskey(fields: Partial<Passkey> = {}): Passkey {
  made++
  return {
    credentialId: Uint8Array.from({ length: 16 }, (_, i) => (i < 2 ? made >> (8 * i) : 0xc0)),
    rpId: 'example.org',
    rpName: 'Example',
    userHandle: Uint8Array.of(made >> 8, made & 0xff),
    userName: 'ada@example.org',
    userDisplayName: 'Ada Lovelace',
    algorithm: -7,
    discoverable: true,
    signCount: null,
    backupEligible: true,
    backedUp: true,
    transports: ['internal', 'hybrid'],
    origin: 'https://example.org',
    createdAt: Date.UTC(2026, 0, 1),
    lastUsedAt: null,
    hidden: null,
    edited: FOLLOWS_SITE,
    renames: [],
    setBy: SET_BY_NONE,
    extensions: NO_EXTENSION_STATE,
    ...fields,
  }
}

/** Stands in for a private key: bytes that are easily found where they should not be. */
export const PRIVATE_KEY = new TextEncoder().encode('a private key, PKCS #8, never seen')
