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

/** The last notice of a burst: it shows the newest signal, and counts the signals before it. */
interface BurstNotice {
  readonly noticeId: number
  newestId: string
  /** How many signals were shown here before. */
  more: number
}

/**
 * Shows a notice for each signal that changed passkeys, with its undo. When there are too many, the newest takes the
 * place of the one before, which is counted: pages must not flood the window.
 */
export function useSignalNotices(notices: Notices, undo: Undo, actions: SignalNoticeActions): void {
  /** By the id of the signal's entry. */
  const steps = new Map<string, UndoStep>()
  const told = new Map<string, number>()
  let burst: BurstNotice | undefined

  function tellSignal(entry: ActivityEntry, step: UndoStep): void {
    const shown = notices.notices.value
    if (burst !== undefined && isShown(burst) && shown.length > 1) tellNewest(burst, entry, step)
    else {
      const noticeId = undo.did(signalNotice(entry), step)
      told.set(entry.id, noticeId)
      burst = shown.length >= AT_ONCE - 1 ? { noticeId, newestId: entry.id, more: 0 } : undefined
    }
  }

  function isShown({ noticeId }: BurstNotice): boolean {
    return notices.notices.value.some(({ id }) => id === noticeId)
  }

  function tellNewest(place: BurstNotice, entry: ActivityEntry, step: UndoStep): void {
    // The signal before may have been undone.
    if (told.delete(place.newestId)) place.more++
    place.newestId = entry.id
    told.set(entry.id, place.noticeId)
    const label = place.more === 1 ? '1 more signal' : `${place.more} more signals`
    const seeActivity = { label, run: actions.showActivity }
    undo.did({ ...signalNotice(entry), actions: [seeActivity] }, step, {
      instead: place.noticeId,
      label: 'Undo the newest',
    })
  }

  /** What is left of the last notice when its signal was undone. */
  function tellCount({ more, noticeId }: BurstNotice): void {
    const text =
      more === 1 ? '1 more signal changed passkeys' : `${more} more signals changed passkeys`
    const seeActivity = { label: 'See Activity', run: actions.showActivity }
    notices.tell({ text, actions: [seeActivity] }, noticeId)
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
    if (burst?.newestId === entryId && burst.more > 0 && isShown(burst)) tellCount(burst)
    else if (noticeId !== undefined) notices.dismiss(noticeId)
    steps.delete(entryId)
    told.delete(entryId)
  }

  onScopeDispose(onMainEvent('activityAdded', add))
}
