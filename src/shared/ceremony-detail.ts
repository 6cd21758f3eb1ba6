/** What the record keeps of one ceremony beside its entry, for the inspector: the request, the answer, and each step. */
import * as v from 'valibot'
import { lintFindingSchema } from './lint-finding'

/** The steps of a ceremony, in the order in which they can happen. */
export const ceremonySteps = [
  /** The page's call arrived. */
  'received',
  /** The options were read (§5.1.3, §5.1.4.1). */
  'parsed',
  /** The RP ID was compared with the page's origin. */
  'rp-id',
  /** The well-known file of the RP ID was fetched (§5.11). */
  'related-origins',
  /** The authenticators were asked for what they have. */
  'authenticators',
  /** The question to the user was shown, or a rule took its place. */
  'question',
  /** The user, a script or a rule answered. */
  'answered',
  'signed',
  /** An armed fault changed the answer. */
  'fault',
  /** The answer, or the error, is on its way to the page. */
  'sent',
] as const

export type CeremonyStep = (typeof ceremonySteps)[number]

export const ceremonyDetailSchema = v.strictObject({
  /** The id of the record's entry. */
  entryId: v.string(),
  kind: v.picklist(['create', 'get']),
  /** The member `mediation` of the call; null where the page left it out. */
  mediation: v.nullable(v.string()),
  /** The member `publicKey` as the page gave it, in its JSON form; not checked. Secrets are replaced. */
  options: v.unknown(),
  /** What the page got, in its JSON form; null when it got an error. Secrets are replaced. */
  response: v.unknown(),
  /** Where something was replaced, such as `response.clientExtensionResults.prf.results.first`. */
  withheld: v.array(v.string()),
  steps: v.array(
    v.strictObject({
      step: v.picklist(ceremonySteps),
      /** Milliseconds since the page's call arrived. */
      afterMs: v.number(),
      /** One sentence: what came of it. */
      note: v.string(),
    }),
  ),
  /** Where the ceremony failed; null when it succeeded. */
  failed: v.nullable(
    v.strictObject({
      step: v.picklist(ceremonySteps),
      /** The section that says so, such as `WebAuthn §5.1.3 step 7`; null where none does. */
      section: v.nullable(v.string()),
    }),
  ),
  /** The id and the name of the provider profile that answered; null where there was none. */
  profile: v.nullable(v.strictObject({ id: v.string(), name: v.string() })),
  /** What the lint found in the call. */
  lint: v.array(lintFindingSchema),
})

/** The detail of one ceremony. It is bounded in size, and is let go before its entry is. */
export type CeremonyDetail = Readonly<v.InferOutput<typeof ceremonyDetailSchema>>

/** What the client tells of one ceremony: with its secrets, and of any size. */
export type CeremonyTrace = Omit<CeremonyDetail, 'entryId' | 'withheld'>
