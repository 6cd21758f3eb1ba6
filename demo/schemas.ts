/** The schemas of the page's requests. The server checks every request here once; later code relies on the types. */
import * as v from 'valibot'

const base64url = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]*$/, 'must be unpadded base64url'),
  v.maxLength(65_536),
)

const credentialId = v.pipe(base64url, v.minLength(1, 'must not be empty'))

const name = v.pipe(
  v.string('must be text'),
  v.trim(),
  v.minLength(1, 'must not be empty'),
  v.maxLength(64, 'must have at most 64 characters'),
)

export const namesSchema = v.strictObject({ userName: name, displayName: name })

export const registrationRequestSchema = v.strictObject({
  userName: name,
  displayName: name,
  residentKey: v.picklist(['required', 'preferred', 'discouraged']),
  attestation: v.picklist(['none', 'direct']),
})

export type RegistrationRequest = v.InferOutput<typeof registrationRequestSchema>

/** The members of RegistrationResponseJSON (WebAuthn §5.1.8) that this relying party reads. */
export const registrationResponseSchema = v.object({
  id: credentialId,
  rawId: credentialId,
  type: v.literal('public-key'),
  response: v.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: v.exactOptional(
      v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(16)),
    ),
  }),
  clientExtensionResults: v.object({
    credProps: v.exactOptional(v.object({ rk: v.exactOptional(v.boolean()) })),
  }),
})

export type RegistrationResponse = v.InferOutput<typeof registrationResponseSchema>

/** Without a user name, the user handle of the response identifies the account. */
export const signInRequestSchema = v.strictObject({ userName: v.exactOptional(name) })

export type SignInRequest = v.InferOutput<typeof signInRequestSchema>

/** AuthenticationResponseJSON (WebAuthn §5.1.8). */
export const signInResponseSchema = v.object({
  id: credentialId,
  rawId: credentialId,
  type: v.literal('public-key'),
  response: v.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: v.exactOptional(base64url),
  }),
  clientExtensionResults: v.object({}),
})

export type SignInResponse = v.InferOutput<typeof signInResponseSchema>

export const removalSchema = v.strictObject({
  credentialId,
  /** The signal that reports the removal to the user's authenticators. */
  tellBy: v.picklist(['allAcceptedCredentials', 'unknownCredential']),
})

export type RemovalRequest = v.InferOutput<typeof removalSchema>

export const acceptedSchema = v.strictObject({
  /** `none` signals falsely that the account has no passkeys. */
  list: v.picklist(['all', 'none']),
})

export type AcceptedRequest = v.InferOutput<typeof acceptedSchema>

export const nothingSchema = v.strictObject({})
