/** The orders in which the passkeys can be listed. */
import type { PasskeySummary } from '../../shared/passkey'
import type { PasskeySort } from '../../shared/passkey-list'
import { accountName } from './account-name'
import { isEdited } from './edited-names'
import { SEARCHED_LENGTH } from './search-text'

/** Names as a person orders them: without regard to case, and 2 before 10. */
export const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

export const sortTitles: Readonly<Record<PasskeySort, string>> = {
  site: 'Site',
  name: 'Name',
  'user-name': 'User name',
  state: 'State',
  used: 'Last used',
  made: 'Created',
}

/**
 * The passkeys in the order `sort`. By site the newest is first, and the list groups them later: a rename or a sign-in
 * moves no row there.
 *
 * @param passkeys oldest first.
 */
export function inOrder(passkeys: readonly PasskeySummary[], sort: PasskeySort): PasskeySummary[] {
  // Reversed, so that of passkeys with the same time, as after an import, the last one comes first.
  return passkeys.slice().reverse().sort(comparisons[sort])
}

const comparisons: Record<PasskeySort, (a: PasskeySummary, b: PasskeySummary) => number> = {
  site: newestFirst,
  made: newestFirst,
  used: (a, b) => (b.lastUsedAt ?? -Infinity) - (a.lastUsedAt ?? -Infinity) || newestFirst(a, b),
  name: (a, b) => byName(accountName(a), accountName(b)),
  'user-name': (a, b) => byName(a.userName, b.userName),
  state: (a, b) => marks(b) - marks(a) || newestFirst(a, b),
}

/** Passkeys with the same marks stand together, and those without marks come last. */
function marks(passkey: PasskeySummary): number {
  return (isEdited(passkey) ? 2 : 0) + (passkey.discoverable ? 0 : 1)
}

function newestFirst(a: PasskeySummary, b: PasskeySummary): number {
  return b.createdAt - a.createdAt
}

/** An account without a name comes last. */
function byName(a: string, b: string): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '')
  return collator.compare(a.slice(0, SEARCHED_LENGTH), b.slice(0, SEARCHED_LENGTH))
}
