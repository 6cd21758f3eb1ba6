/** The names by which the window calls an account. */
import type { Names, PasskeySummary } from '../../shared/passkey'
import { isBlank, LINE_LENGTH, nameOr } from './display-text'

/** The display name, else the user name. Empty when the account has neither. */
export function accountName({ userDisplayName, userName }: Names): string {
  return isBlank(userDisplayName) ? userName : userDisplayName
}

/** The names by which an account can be found. */
export function accountNames({ userDisplayName, userName }: Names): readonly string[] {
  return [userDisplayName, userName]
}

/** As {@link accountName}, short and never blank, for a sentence. */
export function shortAccountName(names: Names): string {
  return nameOr(accountName(names), 'unnamed', 80)
}

/** The accessible name of a row. */
export function accountRowLabel({ userDisplayName, userName, rpId }: PasskeySummary): string {
  const shown = [
    nameOr(userDisplayName, 'No display name', LINE_LENGTH),
    nameOr(userName, ''),
    nameOr(rpId, ''),
  ]
  return shown.filter((text) => text !== '').join(', ')
}
