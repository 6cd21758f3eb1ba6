import { onScopeDispose } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import { onMainEvent } from '../main-api'
import { burstNotice } from '../support/burst-notice'
import type { Notices } from './use-notices'
import type { UndoSignals } from './use-signal-undo'
import type { Undo, UndoStep } from './use-undo'

export interface SignalNoticeActions {
  readonly undoSignals: UndoSignals
  readonly showActivity: () => void
}

/** Signals that share one notice and one undo. */
interface Burst {
  /** The oldest first. */
  signals: readonly ActivityEntry[]
  noticeId: number | undefined
  readonly step: UndoStep
  /** The burst began while the user held the notices. */
  readonly isLate: boolean
}

/** Further signals get a new notice, because an undo must not take long. */
export const MOST_IN_BURST = 100

/**
 * Shows a notice with an undo for each signal that changed passkeys. Signals that arrive while the notice of the signal
 * before is shown share that notice and its undo, because pages must not flood the window.
 */
export function useSignalNotices(
  notices: Notices,
  undo: Undo,
  { undoSignals, showActivity }: SignalNoticeActions,
): void {
  /** By the id of a signal's entry. */
  const bursts = new Map<string, Burst>()
  let newest: Burst | undefined

  function tellBurst(burst: Burst): void {
    const { label, undoes: _, ...content } = burstNotice(burst.signals)
    const seeActivity = { label: 'See Activity', run: showActivity }
    const actions = burst.signals.length > 1 ? [seeActivity] : []
    const instead = burst.noticeId
    burst.noticeId = undo.did({ ...content, actions }, burst.step, {
      label,
      ...(instead !== undefined && { instead }),
    })
  }

  /**
   * The burst that a new signal may join. A button must not change under the pointer or the focus, and Ctrl+Z undoes in the
   * order in which things happened.
   */
  function growing(): Burst | undefined {
    return newest !== undefined &&
      shownNotice(newest) !== undefined &&
      (newest.isLate || !notices.isHeld()) &&
      undo.isNext(newest.step) &&
      newest.signals.length < MOST_IN_BURST
      ? newest
      : undefined
  }

  function shownNotice({ noticeId }: Burst) {
    return notices.notices.value.find(({ id }) => id === noticeId)
  }

  function newBurst(): Burst {
    const burst: Burst = {
      signals: [],
      noticeId: undefined,
      isLate: notices.isHeld(),
      step: async () => {
        await takeBack(burst)
        // After a failure, the notice says why. Another attempt would not help.
        return 'told'
      },
    }
    return burst
  }

  /** Undoes what the notice announces. Ctrl+Z can still undo the rest. */
  async function takeBack(burst: Burst): Promise<void> {
    const { undoes } = burstNotice(burst.signals)
    const count = undoes === 'all' ? burst.signals.length : 1
    const doomed = burst.signals.slice(-count)
    burst.signals = burst.signals.slice(0, -count)
    for (const { id } of doomed) bursts.delete(id)
    if (burst.signals.length > 0) rememberOnly(burst)
    await undoSignals(...doomed.map(({ id }) => id).reverse())
  }

  function rememberOnly(burst: Burst): void {
    burst.noticeId = undefined
    undo.remember(burst.step, burstNotice(burst.signals))
  }

  function add(entry: ActivityEntry): void {
    if (entry.undoes !== null) drop(entry.undoes)
    if (entry.kind !== 'signal' || entry.origin === null || entry.changes.length === 0) return
    newest = growing() ?? newBurst()
    newest.signals = [...newest.signals, entry]
    bursts.set(entry.id, newest)
    tellBurst(newest)
  }

  /** Called when the signal was undone elsewhere. */
  function drop(entryId: string): void {
    const burst = bursts.get(entryId)
    if (burst === undefined) return
    bursts.delete(entryId)
    burst.signals = burst.signals.filter(({ id }) => id !== entryId)
    const shown = shownNotice(burst)
    if (burst.signals.length === 0) undo.forget(burst.step)
    else if (shown === undefined) rememberOnly(burst)
    else if (shown.overtakenBy === undefined) tellBurst(burst)
  }

  onScopeDispose(onMainEvent('activityAdded', add))
}
