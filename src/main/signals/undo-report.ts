/** The record's entry for an undo. */
import type { ActivityReport } from '../../shared/activity'
import { MOST_PASSKEYS_NAMED } from '../../shared/most-named'
import { countText } from './reasons'
import type { Undoing, UndoStep } from './undo-step'

const UNDONE_TEXT = {
  renamed: 'renamed back',
  shown: 'shown again',
  hidden: 'hidden again',
  restored: 'restored from the trash',
  deleted: 'moved to the trash',
} as const

/** @param steps at least one of them makes a change. */
export function undoReport({ entryId, note }: Undoing, steps: readonly UndoStep[]): ActivityReport {
  const changes = steps.flatMap((step) => ('change' in step ? [step.change] : []))
  const left = steps.flatMap((step) => ('left' in step ? [step.left] : []))
  const done = new Map<string, number>()
  for (const { what } of changes)
    done.set(UNDONE_TEXT[what], (done.get(UNDONE_TEXT[what]) ?? 0) + 1)
  const parts = [
    ...Array.from(done, ([what, size]) => `${countText(size)} ${what}`),
    ...whyNotAll(steps),
  ]
  return {
    kind: 'undo',
    origin: note.origin,
    rpId: note.rpId,
    outcome: 'done',
    reason: `a signal of ${note.origin} was undone: ${parts.join('; ')}`,
    answeredBy: 'person',
    undoes: entryId,
    changes: changes.slice(0, MOST_PASSKEYS_NAMED),
    left: left.slice(0, MOST_PASSKEYS_NAMED),
    moreChanges: Math.max(0, changes.length - MOST_PASSKEYS_NAMED),
  }
}

/** Lists each reason once. */
export function whyNotAll(steps: readonly UndoStep[]): readonly string[] {
  const reasons = steps.map((step) => ('left' in step ? step.left.because : step.stays))
  return [...new Set(reasons.filter((reason) => reason !== null))]
}
