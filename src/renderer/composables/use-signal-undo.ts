import type { ActivityEntry } from '../../shared/activity'
import { mainApi } from '../main-api'
import { errorMessage } from '../support/error-message'
import { undoneText } from '../support/undone-text'
import type { Notices } from './use-notices'

/**
 * Undoes signals, and announces the result.
 *
 * @param entryIds the newest first, so that each undo finds the values that its signal set.
 */
export type UndoSignals = (...entryIds: readonly string[]) => Promise<void>

export function useSignalUndo({ tell }: Pick<Notices, 'tell'>): UndoSignals {
  return async (...entryIds) => {
    const undone: ActivityEntry[] = []
    const failures: string[] = []
    for (const id of entryIds) {
      try {
        undone.push(await mainApi.undoSignal(id))
      } catch (error) {
        failures.push(errorMessage(error))
      }
    }
    if (undone.length > 0) tell({ text: undoneText(undone, failures) })
    else tell({ tone: 'danger', text: notUndone(entryIds.length, failures) })
  }
}

function notUndone(count: number, failures: readonly string[]): string {
  const what = count === 1 ? 'The signal' : `The ${count} signals`
  return `${what} could not be undone: ${[...new Set(failures)].join(' ')}`
}
