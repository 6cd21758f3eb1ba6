import type { Account } from '../../shared/consent'
import { searchable, searchWords } from './search-text'

/** With more accounts than this, the dialog has a search. */
export const ACCOUNTS_SHOWN = 50

interface AccountsFound {
  /** The first accounts that match the search, in their order. */
  readonly shown: readonly Account[]
  /** How many more accounts match. */
  readonly more: number
  /** The chosen account, if it is not among those shown. */
  readonly chosenApart: Account | undefined
}

export function accountsFound(
  accounts: readonly Account[],
  search: string,
  chosen: string | undefined,
): AccountsFound {
  const words = searchWords(search)
  const found = accounts.filter(({ userName, userDisplayName }) => {
    const text = searchable([userDisplayName, userName])
    return words.every((word) => text.includes(word))
  })
  const shown = found.slice(0, ACCOUNTS_SHOWN)
  return {
    shown,
    more: found.length - shown.length,
    chosenApart: shown.some(({ id }) => id === chosen)
      ? undefined
      : accounts.find(({ id }) => id === chosen),
  }
}
