/** The net effect of several changes. Leaves out a value that is the same before and after. */
import type { PasskeyChange } from '../../shared/activity'
import type { Names } from '../../shared/passkey'
import { nameChanges, type NameChange } from './describe-change'

export type UseChange = Exclude<PasskeyChange, { what: 'renamed' }>['what']

export interface NetChanges {
  /** The changed names of each renamed passkey. */
  readonly names: readonly { readonly passkeyId: string; readonly changed: NameChange }[]
  /** Hidden, shown, deleted and restored passkeys. */
  readonly uses: readonly { readonly passkeyId: string; readonly what: UseChange }[]
}

const OPPOSITES: Readonly<Record<UseChange, UseChange>> = {
  hidden: 'shown',
  shown: 'hidden',
  deleted: 'restored',
  restored: 'deleted',
}

/** @param changes the oldest first. */
export function netChanges(changes: readonly PasskeyChange[]): NetChanges {
  const names = new Map<string, { before: Names; after: Names }>()
  const uses = new Map<string, { first: UseChange; last: UseChange }>()
  for (const change of changes) {
    const { passkeyId } = change
    if (change.what === 'renamed') {
      const { before = change.before } = names.get(passkeyId) ?? {}
      names.set(passkeyId, { before, after: change.after })
    } else {
      const { first = change.what } = uses.get(passkeyId) ?? {}
      uses.set(passkeyId, { first, last: change.what })
    }
  }
  return {
    names: Array.from(names).flatMap(([passkeyId, { before, after }]) =>
      nameChanges(before, after).map((changed) => ({ passkeyId, changed })),
    ),
    uses: Array.from(uses)
      .filter(([, { first, last }]) => last !== OPPOSITES[first])
      .map(([passkeyId, { last }]) => ({ passkeyId, what: last })),
  }
}

/** How many passkeys were hidden, shown, deleted or restored. */
export function useCounts({ uses }: NetChanges): ReadonlyMap<UseChange, number> {
  const counts = new Map<UseChange, number>()
  for (const { what } of uses) counts.set(what, (counts.get(what) ?? 0) + 1)
  return counts
}
