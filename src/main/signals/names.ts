import type { Names } from '../../shared/passkey'
import type { NameField } from './verdict'

export const NAME_FIELDS: readonly NameField[] = ['userDisplayName', 'userName']

export function namesOf({ userName, userDisplayName }: Names): Names {
  return { userName, userDisplayName }
}

export function sameNames(a: Names, b: Names): boolean {
  return a.userName === b.userName && a.userDisplayName === b.userDisplayName
}

/** The window's words for the fields: the display name is "the name". */
export function fieldsText(fields: readonly NameField[]): string {
  if (fields.length > 1) return 'the names'
  return fields[0] === 'userName' ? 'the user name' : 'the name'
}
