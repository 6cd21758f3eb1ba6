/** How a rule of a test driver answers a question. */
import type { ConsentRule } from '../../../shared/consent-rule'
import type { AskingAuthenticator, ClientQuestion } from '../../webauthn/client/ports'

/** A driver that adds rules without end must not fill the memory. */
export const CONSENT_RULES_AT_MOST = 10_000

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
