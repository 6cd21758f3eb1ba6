import { computed, shallowRef } from 'vue'
import type { Notices, NoticeContent } from './use-notices'

/** Undoes one action. Returns false when that failed and may be tried again. */
export type UndoStep = () => Promise<boolean>

export type Undo = ReturnType<typeof useUndo>

/** How many steps Ctrl+Z goes back. Activity and the trash go further. */
const MOST_STEPS = 200

interface Undoable {
  readonly step: UndoStep
  /** What the step undoes. */
  readonly what: string
}

/** The actions that can be undone, by the button of a notice, by the menu or by Ctrl+Z, the latest first. */
export function useUndo({ tell }: Pick<Notices, 'tell'>) {
  const undoables = shallowRef<readonly Undoable[]>([])
  /** What the next undo takes back; undefined: there is nothing to undo. */
  const next = computed(() => undoables.value.at(-1)?.what)

  async function run(undoable: Undoable): Promise<void> {
    // The key or the button has already run the step.
    if (!forget(undoable.step)) return
    // A step that failed becomes the oldest: it must not block the others.
    if (!(await undoable.step())) undoables.value = [undoable, ...undoables.value]
  }

  /** Makes a step undoable without a notice. */
  function remember(step: UndoStep, what: string): Undoable {
    const undoable = { step, what }
    undoables.value = [...undoables.value, undoable].slice(-MOST_STEPS)
    return undoable
  }

  /** Drops a step whose action was undone elsewhere. Returns false when there is no such step. */
  function forget(step: UndoStep): boolean {
    const left = undoables.value.filter((one) => one.step !== step)
    const isKnown = left.length < undoables.value.length
    if (isKnown) undoables.value = left
    return isKnown
  }

  /**
   * Shows a notice about an action, with a button that undoes the action before its other buttons.
   *
   * @param about `instead`: the id of a notice that the new notice replaces; `label`: what the button says.
   * @returns the id of the notice.
   */
  function did(
    notice: NoticeContent,
    step: UndoStep,
    { instead, label = 'Undo' }: { instead?: number; label?: string } = {},
  ): number {
    const undoable = remember(step, plainText(notice))
    const action = { label, run: () => void run(undoable) }
    return tell({ ...notice, actions: [action, ...(notice.actions ?? [])] }, instead)
  }

  async function undo(): Promise<void> {
    const last = undoables.value.at(-1)
    if (last !== undefined) await run(last)
  }

  return { did, remember, forget, undo, next }
}

function plainText({ origin, text }: NoticeContent): string {
  return origin === undefined ? text : `${origin} ${text}`
}
