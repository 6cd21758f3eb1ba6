/** What a signal would do, without doing it. */
import * as v from 'valibot'
import { leftPasskeySchema, passkeyChangeSchema } from './activity'
import { signalPolicies } from './signal-policy'

const id = v.pipe(v.string(), v.maxLength(2048))
const name = v.pipe(v.string(), v.maxLength(65_536))

export const dryRunRequestSchema = v.strictObject({
  /** The signal is about this passkey, its user and its RP ID. Credential id, base64url. */
  passkeyId: id,
  signal: v.variant('kind', [
    v.strictObject({ kind: v.literal('currentUserDetails'), name, displayName: name }),
    v.strictObject({ kind: v.literal('unknownCredential') }),
    v.strictObject({
      kind: v.literal('allAcceptedCredentials'),
      allAcceptedCredentialIds: v.pipe(v.array(id), v.maxLength(10_000)),
    }),
  ]),
})

/** A signal, as if the page that made the passkey had sent it. */
export type DryRunRequest = Readonly<v.InferOutput<typeof dryRunRequestSchema>>

/** A signal for a dry run. The dry run assumes that the page that made the passkey sends it. */
export type SignalToTry = Readonly<DryRunRequest['signal']>

export const dryRunSchema = v.strictObject({
  /** The policy that would currently apply to such a signal. */
  inForce: v.picklist(signalPolicies),
  /** In the order of `signalPolicies`. */
  outcomes: v.array(
    v.strictObject({
      policy: v.picklist(signalPolicies),
      /** The reason that the record would give. */
      reason: v.string(),
      changes: v.array(passkeyChangeSchema),
      left: v.array(leftPasskeySchema),
      moreChanges: v.number(),
    }),
  ),
})

/** What a signal would do under each policy. */
export type DryRun = Readonly<v.InferOutput<typeof dryRunSchema>>
