/** What a test driver lets the user do (docs/automation.md, "Consent scripts"). */
import * as v from 'valibot'
import type { AskingAuthenticator, ClientQuestion } from '../../webauthn/client/ports'

/** A driver that adds rules without end must not fill the memory. */
export const CONSENT_RULES_AT_MOST = 10_000

const LONGEST_DELAY_MS = 600_000
const MOST_TIMES = 1_000_000

const choiceSchema = v.union([
  v.strictObject({ userName: v.string() }),
  /** Credential id, base64url. */
  v.strictObject({ id: v.string() }),
  /** Among those offered, newest first, from 0. */
  v.strictObject({ index: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  /** The authenticator that the user touches, with its newest account; null: the session's own. */
  v.strictObject({ authenticatorId: v.nullable(v.string()) }),
])

export const consentRuleSchema = v.strictObject({
  /**
   * `dismiss` closes what is shown: a dialog as `deny` does, an offer so that it stays pending. `never` leaves
   * the question without an answer, until the page or time ends it.
   */
  action: v.picklist(['approve', 'deny', 'dismiss', 'never']),
  /** Which account signs in, by default the newest; or which authenticator answers, by default the first that fits. */
  choose: v.optional(choiceSchema),
  /** How long the user thinks, in milliseconds. */
  delay: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LONGEST_DELAY_MS)),
    0,
  ),
  /** Only these ceremonies. */
  ceremony: v.optional(v.picklist(['create', 'get'])),
  /** Only this relying party. */
  rpId: v.optional(v.string()),
  /** For this many ceremonies; null: for all. */
  times: v.optional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_TIMES))),
    1,
  ),
})

export type ConsentRule = Readonly<v.InferOutput<typeof consentRuleSchema>>

/** Whether a rule is about a question. */
export function isAbout(rule: ConsentRule, question: ClientQuestion): boolean {
  if (rule.rpId !== undefined && rule.rpId !== question.rpId) return false
  return rule.ceremony === undefined || rule.ceremony === ceremonyOf(question)
}

/** @returns the account's id; undefined when it is not among those offered. */
export function chosenAccount(rule: ConsentRule, question: ClientQuestion): string | undefined {
  const { choose } = rule
  if (touches(choose)) return touchedBy(choose, question)?.accounts[0]?.id
  const accounts = question.accountsNow?.() ?? question.accounts
  if (choose === undefined) return accounts[0]?.id
  if ('index' in choose) return accounts[choose.index]?.id
  const isIt = (account: (typeof accounts)[number]) =>
    'id' in choose ? account.id === choose.id : account.userName === choose.userName
  return accounts.find(isIt)?.id
}

type Choice = ConsentRule['choose']
type Touch = Extract<Choice, { readonly authenticatorId: unknown }>

/** Whether a rule chooses an authenticator, and not an account. */
export function touches(choose: Choice): choose is Touch {
  return choose !== undefined && 'authenticatorId' in choose
}

/** @returns the authenticator that the user touches; undefined when it is not among those that ask. */
export function touchedBy(
  { authenticatorId }: Touch,
  { authenticatorsNow }: ClientQuestion,
): AskingAuthenticator | undefined {
  return authenticatorsNow?.().find(({ id }) => id === authenticatorId)
}

function ceremonyOf({ kind }: ClientQuestion): 'create' | 'get' {
  return kind === 'create' || kind === 'already-registered' ? 'create' : 'get'
}
