/** Rules that find contradictions in a description. */
import type { AuthenticatorDescription } from './description'

type Rule = readonly [
  holds: (description: AuthenticatorDescription) => boolean,
  message: string,
  /** The knobs of the rule, as a profile names them. */
  ...knobs: readonly string[],
]

export interface BrokenRule {
  /** A sentence. */
  readonly message: string
  readonly knobs: readonly string[]
}

/** The length of a credential id in each form. Random ids may have any length. */
const LENGTH_OF_FORM = { uuid: 16, 'uuid-text': 36, 'sha1-of-public-key': 20 } as const

const RULES: readonly Rule[] = [
  [
    ({ backupEligible, backedUp }) => backupEligible || !backedUp,
    'backedUp needs backupEligible',
    'backedUp',
    'backupEligible',
  ],
  [
    ({ attachment, transports }) => attachment !== 'platform' || transports.includes('internal'),
    'a platform authenticator needs the transport internal',
    'attachment',
    'transports',
  ],
  [
    ({ behaviour: { verification }, userVerification }) =>
      userVerification === 'succeeds' || !Object.values(verification).includes('claim'),
    'an authenticator that claims verification must not have it fail or be unavailable',
    'userVerification',
    'verification',
  ],
  [
    ({ behaviour: { credentialId } }) =>
      credentialId.form === 'random' || credentialId.bytes === LENGTH_OF_FORM[credentialId.form],
    'credentialId.bytes does not fit its form',
    'credentialId',
  ],
  [
    ({ behaviour: { credentialId }, limits }) =>
      credentialId.form === 'random' || credentialId.bytes <= limits.credentialIdBytes,
    'credential ids of this form are longer than limits.credentialIdBytes',
    'credentialId',
    'limits.credentialIdBytes',
  ],
  [
    ({ behaviour: { residentKeyDiscouraged }, residentKeys }) =>
      residentKeys || residentKeyDiscouraged === 'not-discoverable',
    'an authenticator without discoverable passkeys makes none, also where they are discouraged',
    'residentKeys',
    'residentKeyDiscouraged',
  ],
  [
    ({ behaviour: { prfWithoutRequest }, extensions }) =>
      !prfWithoutRequest || extensions.includes('prf'),
    'prfWithoutRequest needs the extension prf',
    'prfWithoutRequest',
    'extensions',
  ],
]

/** FIDO U2F 1.2 and CTAP 2.1 §10.2. */
const U2F_RULES: readonly Rule[] = [
  [
    ({ transports }) => transports.every((name) => ['usb', 'nfc', 'ble'].includes(name)),
    'U2F works only over usb, nfc and ble',
    'protocol',
    'transports',
  ],
  [
    ({ aaguid }) => aaguid.every((byte) => byte === 0),
    'the AAGUID of a U2F authenticator must be all zeros',
    'protocol',
    'aaguid',
  ],
  [
    ({ algorithms }) => algorithms.join() === '-7',
    'U2F supports only ES256 (-7)',
    'protocol',
    'algorithms',
  ],
  [
    ({ residentKeys }) => !residentKeys,
    'a U2F authenticator cannot keep discoverable passkeys',
    'protocol',
    'residentKeys',
  ],
  [
    ({ userVerification }) => userVerification === 'unavailable',
    'a U2F authenticator cannot verify its user',
    'protocol',
    'userVerification',
  ],
  [
    ({ backupEligible }) => !backupEligible,
    'U2F does not support backups',
    'protocol',
    'backupEligible',
  ],
  [
    ({ extensions }) => extensions.length === 0,
    'U2F does not support extensions',
    'protocol',
    'extensions',
  ],
  [
    ({ attestationFormats }) =>
      attestationFormats.every((format) => ['fido-u2f', 'none'].includes(format)),
    'U2F supports only the attestation formats fido-u2f and none',
    'protocol',
    'attestationFormats',
  ],
  [
    ({ limits }) => limits.credentialIdBytes <= 255,
    'a U2F key handle can have at most 255 bytes',
    'protocol',
    'limits.credentialIdBytes',
  ],
  [
    ({ behaviour }) => !behaviour.emptyExtensionMap && !behaviour.clientInputsInAuthenticatorData,
    'the authenticator data of U2F has no extensions',
    'protocol',
    'emptyExtensionMap',
    'clientInputsInAuthenticatorData',
  ],
]

/** The rules that the description breaks. */
export function brokenRules(description: AuthenticatorDescription): readonly BrokenRule[] {
  const rules = description.protocol === 'ctap1/u2f' ? [...RULES, ...U2F_RULES] : RULES
  return rules
    .filter(([holds]) => !holds(description))
    .map(([, message, ...knobs]) => ({ message, knobs }))
}
