/** How a rule of a test driver answers a question. */
import { accountOf, type ConsentRule } from '../../../shared/consent-rule'
import type { AskingAuthenticator, ClientQuestion } from '../../webauthn/client/ports'

/** A limit, because a driver that adds rules without end must not fill the memory. */
export const CONSENT_RULES_AT_MOST = 10_000

/** @returns the account's id; undefined when it is not among those offered. */
export function chosenAccount(rule: ConsentRule, question: ClientQuestion): string | undefined {
  const { choose } = rule
  if (touches(choose)) return touchedBy(choose, question)?.accounts[0]?.id
  const accounts = question.accountsNow?.() ?? question.accounts
  return choose === undefined ? accounts[0]?.id : accountOf(choose, accounts)?.id
}

type Choice = ConsentRule['choose']
type Touch = Extract<Choice, { readonly authenticatorId: unknown }>

/** Whether a rule chooses an authenticator instead of an account. */
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

/** No more passkeys are named in a reason. */
const MOST_NAMED = 10

/** Why a rule that approves finds nothing to choose. Names the passkeys, which are those of a test. */
export function whyNotChosen(
  { choose }: ConsentRule,
  { accountsNow, accounts, authenticatorsNow }: ClientQuestion,
): string {
  if (touches(choose)) {
    const asking = (authenticatorsNow?.() ?? []).map(({ id }) => nameOf(id))
    return `the rule touches ${nameOf(choose.authenticatorId)}; ${listed('authenticators that ask', asking)}`
  }
  const names = (accountsNow?.() ?? accounts).map(({ id, userName }) => userName || id)
  return `the rule chooses ${choiceWords(choose)}; ${listed('passkeys', names)}`
}

function choiceWords(choose: Exclude<Choice, Touch>): string {
  if (choose === undefined) return 'the newest passkey'
  if ('userName' in choose) return choose.userName
  return 'id' in choose ? `the passkey ${choose.id}` : `the passkey at index ${choose.index}`
}

function nameOf(authenticatorId: string | null): string {
  return authenticatorId ?? 'the session’s own authenticator'
}

function listed(what: string, names: readonly string[]): string {
  if (names.length === 0) return `there are no ${what}`
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
  return `the ${what} are ${names.slice(0, MOST_NAMED).join(', ')}${more}`
}
