/**
 * One question for all authenticators of a ceremony. A person with two security keys sees one question, and touches one of the
 * keys to choose it (WebAuthn §5.1.3 step 22).
 */
import { decodeBase64Url } from '../../../shared/base64url'
import { isHint, type Account } from '../../../shared/consent'
import type { AuthenticatorQuestion, GivenAnswer } from '../authenticator/ports'
import type { CeremonyQuestion } from './ports'

/** Returns a higher number for a passkey that was made later. */
type OrderOf = (credentialId: Uint8Array) => number

/** Something that asks the user: one authenticator's part in a ceremony. */
export interface Asking {
  readonly authenticatorId: string | null
  readonly question: AuthenticatorQuestion
}

/** When the authenticators ask different questions, the first kind in this list is shown for all of them. */
const PRECEDENCE: readonly AuthenticatorQuestion['kind'][] = [
  'already-registered',
  'sign-in',
  'create',
  'offer',
  'no-passkey',
]

/** The authenticator whose question is shown for all. If two ask the same question, the earlier one. */
export function leaderOf<T extends Asking>(all: readonly T[]): T | undefined {
  let leader: T | undefined
  for (const asking of all) if (!leader || rankOf(asking) < rankOf(leader)) leader = asking
  return leader
}

/**
 * The leader's question, with the accounts of all authenticators.
 *
 * @param all returns the authenticators that ask at this moment.
 * @param asked `hints` as the page gave them; `orderOf` when there may be several authenticators.
 */
export function commonQuestion(
  { question: leading }: Asking,
  all: () => readonly Asking[],
  asked: { readonly hints: readonly string[]; readonly orderOf: OrderOf | undefined },
): CeremonyQuestion {
  const { hints, orderOf } = asked
  return {
    ...leading,
    accounts: newestFirst(
      all().map(({ question }) => question.accounts),
      orderOf,
    ),
    ...(leading.accountsNow && { accountsNow: () => newestFirst(all().map(accountsNow), orderOf) }),
    authenticatorsNow: () =>
      all().map((asking) => ({ id: asking.authenticatorId, accounts: accountsNow(asking) })),
    // Ignores unknown hints and duplicates (§5.8.7).
    hints: [...new Set(hints)].filter(isHint),
  }
}

/** The authenticator that the user chose, or the authenticator of the chosen account; undefined when the user chose neither. */
export function chosenBy<T extends Asking>(answer: GivenAnswer, all: readonly T[]): T | undefined {
  if (!answer.given) return undefined
  const { accountId: id, authenticatorId } = answer
  if (authenticatorId !== undefined)
    return all.find((asking) => asking.authenticatorId === authenticatorId)
  if (id === undefined) return undefined
  // Fast path, because reading the accounts again would take a good part of a ceremony's time.
  if (all.length === 1) return all[0]
  return all.find((asking) => accountsNow(asking).some((account) => account.id === id))
}

function rankOf({ question }: Asking): number {
  return PRECEDENCE.indexOf(question.kind)
}

function accountsNow({ question }: Asking): readonly Account[] {
  return question.accountsNow?.() ?? question.accounts
}

/** @param lists in the order of the authenticators. Each list has the newest account first. */
function newestFirst(
  lists: readonly (readonly Account[])[],
  orderOf: OrderOf = () => 0,
): Account[] {
  if (lists.length < 2) return lists.flat()
  const made = ({ id }: Account) => orderOf(decodeBase64Url(id))
  return lists.flat().sort((a, b) => made(b) - made(a))
}
