import { computed, shallowRef } from 'vue'
import type { Notices, NoticeContent } from './use-notices'

/**
 * `undone`: the caller has to announce it. `told`: undone, and the step has announced it. `failed`: the step has said why,
 * and may be run again. `spent`: the step has said why, and would fail again.
 */
export type UndoResult = 'undone' | 'told' | 'failed' | 'spent'

/** Undoes one action. */
export type UndoStep = () => Promise<UndoResult>

export type Undo = ReturnType<typeof useUndo>

/** How many steps Ctrl+Z goes back. Activity and the trash can undo older steps. */
const MOST_STEPS = 200

type UndoNotices = Pick<Notices, 'notices' | 'tell' | 'dismiss' | 'withdraw'>

type What = Pick<NoticeContent, 'origin' | 'text' | 'names'>

interface Undoable {
  readonly step: UndoStep
  /** What the step undoes. */
  readonly what: What
  readonly noticeId?: number
}

/** The actions that the button of a notice, the menu or Ctrl+Z can undo, the latest first. */
export function useUndo({ notices, tell, dismiss, withdraw }: UndoNotices) {
  const undoables = shallowRef<readonly Undoable[]>([])
  const last = computed(() => undoables.value.at(-1))
  /** The action that the next undo reverts; undefined: there is nothing to undo. */
  const next = computed(() => last.value && plainText(last.value.what))
  let said: number | undefined

  /** Replaces the notice of the previous undo, so that undos in quick succession leave one notice. */
  function say(content: NoticeContent): void {
    // Shows a new notice, because a live region reads out only new elements.
    if (said !== undefined) dismiss(said)
    said = tell(content)
  }

  async function run(undoable: Undoable): Promise<void> {
    // The key or the button has already run the step.
    if (!drop(undoable.step)) return
    const { noticeId } = undoable
    if (noticeId !== undefined) dismiss(noticeId)
    const result = await undoable.step()
    const isUndone = result === 'undone' || result === 'told'
    if (isUndone && noticeId !== undefined) withdraw(noticeId)
    if (result === 'undone') say(undoneNotice(undoable.what))
    // A step that failed becomes the oldest: it must not block the others.
    else if (result === 'failed') undoables.value = [undoable, ...undoables.value]
  }

  /** Makes a step undoable without a notice. A known step keeps its place. */
  function remember(step: UndoStep, what: What, noticeId?: number): Undoable {
    const undoable = { step, what, ...(noticeId !== undefined && { noticeId }) }
    const isKnown = undoables.value.some((one) => one.step === step)
    undoables.value = isKnown
      ? undoables.value.map((one) => (one.step === step ? undoable : one))
      : [...undoables.value, undoable].slice(-MOST_STEPS)
    return undoable
  }

  /** Drops a step whose action was undone elsewhere, and its notice. */
  function forget(step: UndoStep): void {
    const known = undoables.value.find((one) => one.step === step)
    drop(step)
    if (known?.noticeId !== undefined) withdraw(known.noticeId)
  }

  /** Returns false when there is no such step. */
  function drop(step: UndoStep): boolean {
    const left = undoables.value.filter((one) => one.step !== step)
    const isKnown = left.length < undoables.value.length
    if (isKnown) undoables.value = left
    return isKnown
  }

  /** True while Ctrl+Z would run this step. */
  function isNext(step: UndoStep): boolean {
    return last.value?.step === step
  }

  /**
   * Shows a notice about an action. The first button of the notice undoes the action.
   *
   * @param about `instead`: the id of a notice that the new notice replaces; `label`: the text of the button.
   * @returns the id of the notice.
   */
  function did(
    notice: NoticeContent,
    step: UndoStep,
    { instead, label = 'Undo' }: { instead?: number; label?: string } = {},
  ): number {
    const press = (): void => {
      const undoable = undoables.value.find((one) => one.step === step)
      if (undoable !== undefined) void run(undoable)
    }
    const action = { label, run: press }
    const id = tell({ ...notice, actions: [action, ...(notice.actions ?? [])] }, instead)
    remember(step, notice, id)
    return id
  }

  /** Updates what a step undoes, after a part of it was undone elsewhere. */
  function change(step: UndoStep, notice: NoticeContent): void {
    const known = undoables.value.find((one) => one.step === step)
    if (known === undefined) return
    const shown = notices.value.find(({ id }) => id === known.noticeId)
    if (shown === undefined || shown.overtakenBy !== undefined)
      remember(step, notice, known.noticeId)
    else did(notice, step, { instead: shown.id })
  }

  async function undo(): Promise<void> {
    if (last.value === undefined) say({ text: 'Nothing to undo' })
    else await run(last.value)
  }

  return { did, remember, change, forget, isNext, undo, next }
}

function plainText({ origin, text }: What): string {
  return origin === undefined ? text : `${origin} ${text}`
}

/** For names, shows which names were restored. */
function undoneNotice(what: What): NoticeContent {
  const { names = [] } = what
  if (names.length === 0) return { text: `Undone: ${plainText(what)}` }
  return {
    text: 'Undone',
    names: names.map(({ field, before, after }) => ({ field, before: after, after: before })),
  }
}
