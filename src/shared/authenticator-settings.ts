/** How Latchkey's own authenticator and client behave where WebAuthn leaves the choice. */
import * as v from 'valibot'
import { profileIdSchema } from './provider-profile'

/** Who signs a `packed` attestation: the passkey itself, or a certified ES256 key. */
export const packedAttestations = ['self', 'x5c'] as const

export type PackedAttestation = (typeof packedAttestations)[number]

const transportsRules = ['honoured', 'ignored'] as const

/**
 * What `get()` does with `uiMode: "immediate"`: nothing, as in a browser that does not know the member; ends at once where
 * no passkey is at hand; or always ends at once, as in a private window.
 */
export const immediateGets = ['unsupported', 'supported', 'private-window'] as const

export type ImmediateGet = (typeof immediateGets)[number]

const MOST_RP_IDS = 256

/** A list of RP IDs. */
export const rpIdsSchema = v.pipe(
  v.array(v.pipe(v.string(), v.nonEmpty(), v.maxLength(253))),
  v.maxLength(MOST_RP_IDS),
)

export const authenticatorSettingsSchema = v.strictObject({
  /** Which provider Latchkey's own authenticator plays: a shipped profile, or a loaded one (docs/providers.md). */
  profile: profileIdSchema,
  /** Who signs a `packed` attestation: the passkey itself, or a certified ES256 key. */
  packedAttestation: v.picklist(packedAttestations),
  /** The relying parties that may have enterprise attestation. */
  enterpriseRpIds: rpIdsSchema,
  /** Whether `transports` in `allowCredentials` decide which passkeys are offered, as in Chromium. */
  transports: v.picklist(transportsRules),
  /** What `get()` does with `uiMode: "immediate"`. */
  immediateGet: v.picklist(immediateGets),
})

export type AuthenticatorSettings = Readonly<v.InferOutput<typeof authenticatorSettingsSchema>>
