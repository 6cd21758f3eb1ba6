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
