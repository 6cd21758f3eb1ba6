/**
 * Typical security keys, one row per generation. Their AAGUIDs are Latchkey's own, chosen once at random. The limits
 * are the limits of real security keys.
 */
import { EDDSA, ES256 } from './algorithms/ids'
import { DEFAULT_BEHAVIOUR } from './behaviour'
import { NO_QUIRKS } from './client-quirks'
import { EXTENSION_IDS, type AuthenticatorDescription } from './description'

/** Before FIDO2: a button, no discoverable passkeys, no user verification (FIDO U2F, WebAuthn §6.1.2). */
export const U2F_KEY: AuthenticatorDescription = {
  name: 'U2F security key',
  profile: null,
  protocol: 'ctap1/u2f',
  aaguid: new Uint8Array(16),
  attachment: 'cross-platform',
  transports: ['usb'],
  algorithms: [ES256],
  residentKeys: false,
  userVerification: 'unavailable',
  counter: 'per-passkey',
  backupEligible: false,
  backedUp: false,
  extensions: [],
  attestationFormats: ['fido-u2f', 'none'],
  packedAttestation: 'x5c',
  enterpriseRpIds: [],
  minPinLength: { value: 4, rpIds: [] },
  // One key handle per request. Its length field is one byte.
  limits: { passkeys: null, credentialIdsInList: 1, credentialIdBytes: 255 },
  behaviour: DEFAULT_BEHAVIOUR,
  client: NO_QUIRKS,
}

/** The first FIDO2 generation: few discoverable passkeys, and `hmac-secret` as the only extension. */
export const CTAP2_KEY: AuthenticatorDescription = {
  name: 'CTAP 2.0 security key',
  profile: null,
  protocol: 'ctap2',
  aaguid: Uint8Array.from(Buffer.from('23d560a905004acfa64395d6a0414f05', 'hex')),
  attachment: 'cross-platform',
  transports: ['usb', 'nfc'],
  algorithms: [ES256, EDDSA],
  residentKeys: true,
  userVerification: 'succeeds',
  counter: 'per-passkey',
  backupEligible: false,
  backedUp: false,
  extensions: ['prf'],
  attestationFormats: ['packed', 'none'],
  packedAttestation: 'x5c',
  enterpriseRpIds: [],
  minPinLength: { value: 4, rpIds: [] },
  limits: { passkeys: 25, credentialIdsInList: 8, credentialIdBytes: 128 },
  behaviour: DEFAULT_BEHAVIOUR,
  client: NO_QUIRKS,
}

/** The generation on sale today: CTAP 2.1 with all its extensions. */
export const CTAP2_1_KEY: AuthenticatorDescription = {
  ...CTAP2_KEY,
  name: 'CTAP 2.1 security key',
  protocol: 'ctap2_1',
  aaguid: Uint8Array.from(Buffer.from('bdd913d04c1046c1b87d01d388936d4f', 'hex')),
  algorithms: [ES256, EDDSA, -35],
  extensions: EXTENSION_IDS,
  limits: { passkeys: 100, credentialIdsInList: 8, credentialIdBytes: 128 },
}
