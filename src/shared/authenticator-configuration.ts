/** A virtual authenticator as WebDriver describes one (WebAuthn §11.3). */
import * as v from 'valibot'
import { packedAttestations, rpIdsSchema } from './authenticator-settings'

/** WebDriver's names (WebAuthn §11.3). */
export const AUTHENTICATOR_PROTOCOLS = ['ctap1/u2f', 'ctap2', 'ctap2_1'] as const
export type AuthenticatorProtocol = (typeof AUTHENTICATOR_PROTOCOLS)[number]

/** §5.8.4. */
export const AUTHENTICATOR_TRANSPORTS = [
  'usb',
  'nfc',
  'ble',
  'smart-card',
  'hybrid',
  'internal',
] as const
export type AuthenticatorTransport = (typeof AUTHENTICATOR_TRANSPORTS)[number]

/** The members after `latchkey:` are Latchkey's own, beyond §11.3. U2F authenticators ignore them. */
export const configurationSchema = v.strictObject({
  protocol: v.picklist(AUTHENTICATOR_PROTOCOLS),
  transport: v.picklist(AUTHENTICATOR_TRANSPORTS),
  hasResidentKey: v.optional(v.boolean(), false),
  hasUserVerification: v.optional(v.boolean(), false),
  isUserConsenting: v.optional(v.boolean(), true),
  isUserVerified: v.optional(v.boolean(), false),
  /** Extension identifiers, such as `prf` and `largeBlob`. */
  extensions: v.optional(v.array(v.string()), []),
  defaultBackupEligibility: v.optional(v.boolean(), false),
  defaultBackupState: v.optional(v.boolean(), false),
  /** Beyond WebDriver: AAGUID, algorithms, attestation and limits of a typical security key. */
  'latchkey:model': v.exactOptional(v.picklist(['ctap2-key', 'ctap2.1-key'])),
  /** Beyond WebDriver: who signs a `packed` attestation, the credential or a certified ES256 key. */
  'latchkey:packedAttestation': v.exactOptional(v.picklist(packedAttestations)),
  /** Beyond WebDriver: the relying parties that may get enterprise attestation. */
  'latchkey:enterpriseRpIds': v.exactOptional(rpIdsSchema),
})

/** Defaults are WebDriver's: `isUserConsenting` is true, all other flags are false, and `extensions` is empty. */
export type ConfigurationToAdd = Readonly<v.InferInput<typeof configurationSchema>>
