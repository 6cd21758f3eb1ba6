/** The recorded detail of one ceremony, for the inspector: the request, the response, and each step. */
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
  /** The question was shown to the user, or a rule replaced it. */
  'question',
  /** The user, a script or a rule answered. */
  'answered',
  'signed',
  /** An armed fault changed the answer. */
  'fault',
  /** The response or the error was sent to the page. */
  'sent',
] as const

export type CeremonyStep = (typeof ceremonySteps)[number]

export const ceremonyDetailSchema = v.strictObject({
  /** The id of the record's entry. */
  entryId: v.string(),
  kind: v.picklist(['create', 'get']),
  /** The member `mediation` of the call; null when the page omitted it. */
  mediation: v.nullable(v.string()),
  /** The member `publicKey` from the page in JSON form, unchecked. Secrets are replaced. */
  options: v.unknown(),
  /** The page's response in JSON form; null when it got an error. Secrets are replaced. */
  response: v.unknown(),
  /** The paths of replaced values, such as `response.clientExtensionResults.prf.results.first`. */
  withheld: v.array(v.string()),
  steps: v.array(
    v.strictObject({
      step: v.picklist(ceremonySteps),
      /** Milliseconds since the page's call arrived. */
      afterMs: v.number(),
      /** One sentence with the result of the step. */
      note: v.string(),
    }),
  ),
  /** Where the ceremony failed; null when it succeeded. */
  failed: v.nullable(
    v.strictObject({
      step: v.picklist(ceremonySteps),
      /** The section of the specification for it, such as `WebAuthn §5.1.3 step 7`; null when there is none. */
      section: v.nullable(v.string()),
    }),
  ),
  /** The id and the name of the provider profile that answered; null when there was none. */
  profile: v.nullable(v.strictObject({ id: v.string(), name: v.string() })),
  /** The lint's findings in the call. */
  lint: v.array(lintFindingSchema),
})

/** The detail of one ceremony. Its size is limited, and it is dropped before its entry. */
export type CeremonyDetail = Readonly<v.InferOutput<typeof ceremonyDetailSchema>>

/** The client's data about one ceremony: with its secrets, and of any size. */
export type CeremonyTrace = Omit<CeremonyDetail, 'entryId' | 'withheld'>
