/** What a change has set, in the words of a notice's `sets`: two changes of the same part set the same word. */
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

/** Everything of a passkey: what a deletion takes away. */
export function allOf(passkeyId: string): string[] {
  const names = (['display name', 'user name'] as const).map((field) =>
    nameOf(passkeyId, { field }),
  )
  return [useOf(passkeyId), ...names]
}
