import type { Account } from '../../shared/consent'

/** More accounts than this are searched instead of scrolled. */
export const ACCOUNTS_SHOWN = 50

/** The accounts to choose among, in their order; the chosen one stays, whatever is searched for. */
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
