/** The parts that a change has set, as strings for a notice's `sets`. Two changes of the same part have the same string. */
import { nameChanges, type NameChange } from './describe-change'
import type { Names } from '../../shared/passkey'

/** Whether pages can use a passkey: it is not hidden and not deleted. */
export function useOf(passkeyId: string): string {
  return `${passkeyId} use`
}

export function nameOf(passkeyId: string, { field }: Pick<NameChange, 'field'>): string {
  return `${passkeyId} ${field}`
}

export function namesOf(passkeyId: string, before: Names, after: Names): string[] {
  return nameChanges(before, after).map((change) => nameOf(passkeyId, change))
}

/** All parts of a passkey, which a deletion removes. */
export function allOf(passkeyId: string): string[] {
  const names = (['display name', 'user name'] as const).map((field) =>
    nameOf(passkeyId, { field }),
  )
  return [useOf(passkeyId), ...names]
}
