/** The orders in which the passkeys can be listed. */
import type { PasskeySummary } from '../../shared/passkey'
import type { PasskeyListSettings, PasskeySort } from '../../shared/passkey-list'
import { accountName } from './account-name'
import { isEdited } from './edited-names'
import { SEARCHED_LENGTH } from './search-text'

/** Compares names as people do: case does not matter, and 2 comes before 10. */
export const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

export const sortTitles: Readonly<Record<PasskeySort, string>> = {
  site: 'Site',
  name: 'Name',
  'user-name': 'User name',
  state: 'State',
  used: 'Last used',
  made: 'Created',
}

/** The order of the list of passkeys. */
export type PasskeyOrder = Pick<PasskeyListSettings, 'sort' | 'reversed'>

/** What comes first, in the usual order and in the reverse one. */
const DIRECTIONS: Readonly<Record<PasskeySort, readonly [usual: string, reversed: string]>> = {
  site: ['A to Z', 'Z to A'],
  name: ['A to Z', 'Z to A'],
  'user-name': ['A to Z', 'Z to A'],
  state: ['Marked first', 'Marked last'],
  used: ['Latest first', 'Earliest first'],
  made: ['Newest first', 'Oldest first'],
}

export function directionTitle({ sort, reversed }: PasskeyOrder): string {
  return DIRECTIONS[sort][reversed ? 1 : 0]
}

/** Names usually ascend. Times and marks usually descend. */
export function isAscending({ sort, reversed }: PasskeyOrder): boolean {
  const isUsual = sort === 'site' || sort === 'name' || sort === 'user-name'
  return isUsual !== reversed
}

/** The order after a choice of a column: the column that already sorts turns around. */
export function orderBy(column: PasskeySort, { sort, reversed }: PasskeyOrder): PasskeyOrder {
  return { sort: column, reversed: column === sort && !reversed }
}

/**
 * The passkeys in the order. By site the newest is first, and the list groups them later: a rename or a sign-in moves no row
 * there. Passkeys without a name, or never used, come last in the reverse order, too.
 *
 * @param passkeys oldest first.
 */
export function inOrder(
  passkeys: readonly PasskeySummary[],
  { sort, reversed }: PasskeyOrder,
): PasskeySummary[] {
  const { compare, isLast = () => false } = ORDERS[sort]
  const turned = reversed && sort !== 'site'
  const sign = turned ? -1 : 1
  // Of passkeys with the same time, as after an import, the last one is the newest.
  const all = turned ? passkeys.slice() : passkeys.toReversed()
  return all.sort((a, b) => Number(isLast(a)) - Number(isLast(b)) || sign * compare(a, b))
}

interface Order {
  readonly compare: (a: PasskeySummary, b: PasskeySummary) => number
  readonly isLast?: (passkey: PasskeySummary) => boolean
}

const ORDERS: Readonly<Record<PasskeySort, Order>> = {
  site: { compare: newestFirst },
  made: { compare: newestFirst },
  used: {
    compare: (a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0) || newestFirst(a, b),
    isLast: ({ lastUsedAt }) => lastUsedAt === null,
  },
  name: {
    compare: (a, b) => byName(accountName(a), accountName(b)),
    isLast: (passkey) => accountName(passkey) === '',
  },
  'user-name': {
    compare: (a, b) => byName(a.userName, b.userName),
    isLast: ({ userName }) => userName === '',
  },
  state: { compare: (a, b) => marks(b) - marks(a) || newestFirst(a, b) },
}

/** Passkeys with the same marks stand together, and those without marks come last. */
function marks(passkey: PasskeySummary): number {
  return (isEdited(passkey) ? 2 : 0) + (passkey.discoverable ? 0 : 1)
}

function newestFirst(a: PasskeySummary, b: PasskeySummary): number {
  return b.createdAt - a.createdAt
}

function byName(a: string, b: string): number {
  return collator.compare(a.slice(0, SEARCHED_LENGTH), b.slice(0, SEARCHED_LENGTH))
}
