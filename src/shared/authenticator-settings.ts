/** How Latchkey's own authenticator and client behave when WebAuthn leaves the choice. */
import * as v from 'valibot'
import { profileIdSchema } from './provider-profile'

/** Who signs a `packed` attestation: the passkey itself, or a certified ES256 key. */
export const packedAttestations = ['self', 'x5c'] as const

export type PackedAttestation = (typeof packedAttestations)[number]

const transportsRules = ['honoured', 'ignored'] as const

/**
 * What `get()` does with `uiMode: "immediate"`. `unsupported`: ignores it, as a browser without this member. `supported`: ends
 * at once when no passkey is available. `private-window`: always ends at once.
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
  /** The provider that Latchkey's own authenticator plays: a shipped or a loaded profile (docs/providers.md). */
  profile: profileIdSchema,
  /** Who signs a `packed` attestation: the passkey itself, or a certified ES256 key. */
  packedAttestation: v.picklist(packedAttestations),
  /** The relying parties that may get enterprise attestation. */
  enterpriseRpIds: rpIdsSchema,
  /** Whether `transports` in `allowCredentials` restrict the offered passkeys, as in Chromium. */
  transports: v.picklist(transportsRules),
  /** What `get()` does with `uiMode: "immediate"`. */
  immediateGet: v.picklist(immediateGets),
})

export type AuthenticatorSettings = Readonly<v.InferOutput<typeof authenticatorSettingsSchema>>
