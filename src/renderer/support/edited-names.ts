import type { PasskeySummary } from '../../shared/passkey'
import { nameOr } from './display-text'

/** A name that the user edited. */
export interface EditedName {
  readonly field: 'display name' | 'user name'
  /** The name that the site uses. */
  readonly site: string
}

type Edited = Pick<PasskeySummary, 'edited'>

/** The display name comes first, because people know it best. */
export function editedNames({ edited }: Edited): EditedName[] {
  const names: EditedName[] = []
  if (edited.userDisplayName !== null) {
    names.push({ field: 'display name', site: edited.userDisplayName })
  }
  if (edited.userName !== null) names.push({ field: 'user name', site: edited.userName })
  return names
}

/** Whether the user edited a name. */
export function isEdited(passkey: Edited): boolean {
  return editedNames(passkey).length > 0
}

/** One line per edited name, with the name that the site uses. */
export function editedTitle(passkey: Edited): string {
  return editedNames(passkey)
    .map(({ field, site }) => `You edited the ${field}. The site’s ${field} is ${quoted(site)}.`)
    .join('\n')
}

function quoted(name: string): string {
  const shown = nameOr(name, '', 80)
  return shown === '' ? 'empty' : `“${shown}”`
}
