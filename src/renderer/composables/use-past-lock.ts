import { inject, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import type { ArmedCase } from './use-armed-case'
import { useAuditChoice } from './use-audit-choice'
import { useDrafts, type Drafts } from './use-drafts'

/** What the window still knows after a lock. Nothing in it names a passkey. */
export interface PastLock {
  /** The cases whose settings are in force, the latest last. The settings stay in force while the vault is locked. */
  readonly armedCases: ShallowRef<readonly ArmedCase[]>
  /** The report of the last audit also outlives the lock, and is run again as it was chosen. */
  readonly auditChoice: ReturnType<typeof useAuditChoice>
  /** Some settings are also changed while the vault is locked. */
  readonly drafts: Drafts
}

const key: InjectionKey<PastLock> = Symbol('past a lock')

export function providePastLock(): void {
  provide(key, { armedCases: shallowRef([]), auditChoice: useAuditChoice(), drafts: useDrafts() })
}

export function usePastLock(): PastLock {
  const past = inject(key)
  if (past === undefined) throw new Error('no window around this component')
  return past
}
