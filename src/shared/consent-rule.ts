/** The rules by which a test driver answers for the user (docs/automation.md, "Consent scripts"). */
import * as v from 'valibot'
import type { Account, ConsentQuestion } from './consent'

const LONGEST_DELAY_MS = 600_000
const MOST_TIMES = 1_000_000

const accountChoices = [
  v.strictObject({ userName: v.string() }),
  /** Credential id, base64url. */
  v.strictObject({ id: v.string() }),
  /** The index among the offered accounts, newest first, from 0. */
  v.strictObject({ index: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
] as const

export const accountChoiceSchema = v.union(accountChoices)

/** One of the offered accounts. */
export type AccountChoice = Readonly<v.InferOutput<typeof accountChoiceSchema>>

const choiceSchema = v.union([
  ...accountChoices,
  /** The authenticator that the user touches, with its newest account; null for the session's own. */
  v.strictObject({ authenticatorId: v.nullable(v.string()) }),
])

export const consentRuleSchema = v.strictObject({
  /**
   * `dismiss` closes what is shown: a dialog like `deny`; an offer stays pending. `never` leaves the question unanswered until
   * the page or a time-out ends it.
   */
  action: v.picklist(['approve', 'deny', 'dismiss', 'never']),
  /** The account that signs in, by default the newest; or the authenticator that answers, by default the first suitable one. */
  choose: v.optional(choiceSchema),
  /** Milliseconds before the user answers, by the session's clock; 0 by default. */
  delay: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LONGEST_DELAY_MS)),
    0,
  ),
  /** Applies only to `create()` or only to `get()`. */
  ceremony: v.optional(v.picklist(['create', 'get'])),
  /** Applies only to the offer of a conditional `get()`, or, when false, only to other questions. */
  conditional: v.optional(v.boolean()),
  /** Applies only to this relying party. */
  rpId: v.optional(v.string()),
  /** How many ceremonies the rule answers, 1 by default; null for all. */
  times: v.optional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_TIMES))),
    1,
  ),
})

export type ConsentRule = Readonly<v.InferOutput<typeof consentRuleSchema>>

type RuleAsGiven = v.InferInput<typeof consentRuleSchema>

/**
 * An account: by user name, by credential id (base64url), or by its index among the offered accounts, newest first. Or the
 * authenticator that the user touches, also in `create()`; null for the session's own.
 */
export type Choice = Readonly<NonNullable<RuleAsGiven['choose']>>

/** Which ceremonies a rule applies to. */
export type AnswerOptions = Readonly<Omit<RuleAsGiven, 'action' | 'choose'>>

export type ApproveOptions = Readonly<Omit<RuleAsGiven, 'action'>>

/** An active rule that is not used up. */
export type ListedRule = ConsentRule & {
  readonly id: string
  /** How many more ceremonies the rule answers; null for all. */
  readonly left: number | null
}

/** Whether a rule applies to a question. */
export function isAbout(
  { rpId, ceremony, conditional }: Pick<ConsentRule, 'rpId' | 'ceremony' | 'conditional'>,
  question: Pick<ConsentQuestion, 'rpId' | 'kind'>,
): boolean {
  if (rpId !== undefined && rpId !== question.rpId) return false
  if (conditional !== undefined && conditional !== (question.kind === 'offer')) return false
  return ceremony === undefined || ceremony === ceremonyOf(question)
}

/** @returns undefined when the account is not offered. */
export function accountOf(
  choice: AccountChoice,
  accounts: readonly Account[],
): Account | undefined {
  if ('index' in choice) return accounts[choice.index]
  return accounts.find(({ id, userName }) =>
    'id' in choice ? id === choice.id : userName === choice.userName,
  )
}

function ceremonyOf({ kind }: Pick<ConsentQuestion, 'kind'>): 'create' | 'get' {
  return kind === 'create' || kind === 'already-registered' ? 'create' : 'get'
}
