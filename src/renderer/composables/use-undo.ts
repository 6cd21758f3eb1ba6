import type { Notices, NoticeContent } from './use-notices'

/** Undoes one action. Returns false when that failed and may be tried again. */
export type UndoStep = () => Promise<boolean>

export type Undo = ReturnType<typeof useUndo>

/** How many steps Ctrl+Z goes back. Activity and the trash go further. */
const MOST_STEPS = 200

/** The actions that can be undone, by the button of a notice or by Ctrl+Z, the latest first. */
export function useUndo({ tell }: Pick<Notices, 'tell'>) {
  const steps: UndoStep[] = []

  async function run(step: UndoStep): Promise<void> {
    // The key or the button has already run the step.
    if (!forget(step)) return
    // A step that failed becomes the oldest: it must not block the others.
    if (!(await step())) steps.unshift(step)
  }

  /** Makes a step undoable without a notice. */
  function remember(step: UndoStep): void {
    steps.push(step)
    if (steps.length > MOST_STEPS) steps.shift()
  }

  /** Drops a step whose action was undone elsewhere. Returns false when there is no such step. */
  function forget(step: UndoStep): boolean {
    const index = steps.lastIndexOf(step)
    if (index !== -1) steps.splice(index, 1)
    return index !== -1
  }

  /**
   * Shows a notice about an action, with a button that undoes the action before its other buttons.
   *
   * @param instead the id of a notice that the new notice replaces.
   * @returns the id of the notice.
   */
  function did(notice: NoticeContent, step: UndoStep, instead?: number): number {
    remember(step)
    const action = { label: 'Undo', run: () => void run(step) }
    return tell({ ...notice, actions: [action, ...(notice.actions ?? [])] }, instead)
  }

  async function undo(): Promise<void> {
    const last = steps.at(-1)
    if (last !== undefined) await run(last)
  }

  return { did, remember, forget, undo }
}
