import type { Account } from '../../shared/consent'

/** With more accounts the dialog has a search. */
export const ACCOUNTS_SHOWN = 50

/** The accounts that match the search, in their order. The chosen account stays, whatever the search. */
export function accountsFound(
  accounts: readonly Account[],
  search: string,
  chosen: string | undefined,
): { readonly shown: readonly Account[]; readonly more: number } {
  const text = search.trim().toLowerCase()
  const found = accounts.filter(
    ({ id, userName, userDisplayName }) =>
      id === chosen || `${userDisplayName}\n${userName}`.toLowerCase().includes(text),
  )
  const shown = found.slice(0, ACCOUNTS_SHOWN)
  const cutOff = found.slice(ACCOUNTS_SHOWN).find(({ id }) => id === chosen)
  return {
    shown: cutOff === undefined ? shown : [...shown, cutOff],
    more: found.length - shown.length - (cutOff === undefined ? 0 : 1),
  }
}
