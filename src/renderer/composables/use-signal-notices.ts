import { onScopeDispose } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import { onMainEvent } from '../main-api'
import { signalNotice } from '../support/signal-notice'
import { AT_ONCE, type Notices } from './use-notices'
import type { Undo, UndoStep } from './use-undo'

export interface SignalNoticeActions {
  /** Undoes a signal, and shows the result. */
  readonly undoSignal: (entryId: string) => Promise<void>
  readonly showActivity: () => void
}

/**
 * Shows a notice for each signal that changed passkeys, with its undo. When there are too many, the last notice
 * counts them instead: pages must not flood the window.
 */
export function useSignalNotices(notices: Notices, undo: Undo, actions: SignalNoticeActions): void {
  /** By the id of the signal's entry. */
  const steps = new Map<string, UndoStep>()
  const told = new Map<string, number>()
  let last: { readonly noticeId: number; count: number } | undefined

  function tellSignal(entry: ActivityEntry, step: UndoStep): void {
    const shown = notices.notices.value
    const counting = shown.length > 1 && shown.some(({ id }) => id === last?.noticeId)
    if (counting && last !== undefined) count(last, step)
    else {
      const id = undo.did(signalNotice(entry), step)
      told.set(entry.id, id)
      last = shown.length >= AT_ONCE - 1 ? { noticeId: id, count: 1 } : undefined
    }
  }

  function count(counter: { readonly noticeId: number; count: number }, step: UndoStep): void {
    counter.count++
    undo.remember(step)
    for (const [entryId, noticeId] of told) {
      if (noticeId === counter.noticeId) told.delete(entryId)
    }
    const text = `${counter.count} more signals changed passkeys`
    const action = { label: 'See Activity', run: actions.showActivity }
    notices.tell({ text, action }, counter.noticeId)
  }

  function add(entry: ActivityEntry): void {
    if (entry.undoes !== null) drop(entry.undoes)
    if (entry.kind !== 'signal' || entry.origin === null || entry.changes.length === 0) return
    // After a failure the notice says why; another attempt would not help.
    const step = async () => {
      await actions.undoSignal(entry.id)
      return true
    }
    steps.set(entry.id, step)
    tellSignal(entry, step)
  }

  /** Called when the signal was undone, here or elsewhere. */
  function drop(entryId: string): void {
    const step = steps.get(entryId)
    if (step !== undefined) undo.forget(step)
    const noticeId = told.get(entryId)
    if (noticeId !== undefined) notices.dismiss(noticeId)
    steps.delete(entryId)
    told.delete(entryId)
  }

  onScopeDispose(onMainEvent('activityAdded', add))
}
