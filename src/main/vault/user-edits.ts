/** The user's own edits of a passkey, as pure functions. Each returns null when the passkey would not change. */
import type { Names } from '../../shared/passkey'
import { withRename } from '../../shared/rename-trail'
import { FOLLOWS_SITE, type Passkey } from '../webauthn/authenticator/ports'
import type { PasskeyFields } from './stored-passkey'

/**
 * Gives the passkey names that the user chose. Each name that differs from the site's is marked as the user's own. The site's
 * name clears the mark.
 *
 * @param names an omitted name does not change.
 * @param at milliseconds since the Unix epoch.
 */
export function renamed(
  passkey: Passkey,
  { userName, userDisplayName }: Partial<Names>,
  at: number,
): PasskeyFields | null {
  const { edited } = passkey
  const names = {
    userName: userName ?? passkey.userName,
    userDisplayName: userDisplayName ?? passkey.userDisplayName,
  }
  const fields = named(passkey, names, at)
  if (!fields) return null
  const markOf = (field: keyof Names): string | null => {
    const site = edited[field] ?? passkey[field]
    return names[field] === site ? null : site
  }
  return {
    ...fields,
    edited: { userName: markOf('userName'), userDisplayName: markOf('userDisplayName') },
  }
}

/**
 * Restores the site's names. From now on, they follow the site again.
 *
 * @param at milliseconds since the Unix epoch.
 */
export function followingSite(passkey: Passkey, at: number): PasskeyFields | null {
  const { edited, userName, userDisplayName } = passkey
  if (edited.userName === null && edited.userDisplayName === null) return null
  const site = {
    userName: edited.userName ?? userName,
    userDisplayName: edited.userDisplayName ?? userDisplayName,
  }
  return { ...named(passkey, site, at), edited: FOLLOWS_SITE }
}

/** @param hidden when, in milliseconds since the Unix epoch, and why. */
export function hiddenByUser(
  { hidden: earlier, setBy }: Passkey,
  hidden: NonNullable<Passkey['hidden']>,
): PasskeyFields | null {
  return earlier ? null : { hidden, setBy: { ...setBy, hidden: null } }
}

export function shownByUser({ hidden, setBy }: Passkey): PasskeyFields | null {
  return hidden ? { hidden: null, setBy: { ...setBy, hidden: null } } : null
}

/** Sets new names, adds a line to the trail, and marks the changed names as not set by a signal. */
function named(passkey: Passkey, after: Names, at: number): PasskeyFields | null {
  const before = { userName: passkey.userName, userDisplayName: passkey.userDisplayName }
  const sameName = after.userName === before.userName
  const sameDisplayName = after.userDisplayName === before.userDisplayName
  if (sameName && sameDisplayName) return null
  const rename = { at, by: 'user', origin: null, entryId: null, before, after } as const
  return {
    userName: after.userName,
    userDisplayName: after.userDisplayName,
    renames: withRename(passkey.renames, rename),
    setBy: {
      ...passkey.setBy,
      ...(!sameName && { userName: null }),
      ...(!sameDisplayName && { userDisplayName: null }),
    },
  }
}
