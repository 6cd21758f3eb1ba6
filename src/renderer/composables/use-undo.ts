import type { Notices, NoticeContent } from './use-notices'

/** Takes one thing back; false when that failed, and may be tried again. */
export type TakeBack = () => Promise<boolean>

export type Undo = ReturnType<typeof useUndo>

/** As far back as the key goes; Activity and the trash go further. */
const MOST = 200

/** What was done and can be taken back, by the notice's button or by key: the latest first. */
export function useUndo({ tell }: Pick<Notices, 'tell'>) {
  const steps: TakeBack[] = []

  async function takeBack(step: TakeBack): Promise<void> {
    const index = steps.lastIndexOf(step)
    // It was taken back already, by key or by button.
    if (index === -1) return
    steps.splice(index, 1)
    // Last of all, so that what can never be taken back is not in the way of what can.
    if (!(await step())) steps.unshift(step)
  }

  /** Without a notice. */
  function remember(step: TakeBack): void {
    steps.push(step)
    if (steps.length > MOST) steps.shift()
  }

  /** It was taken back in another way. */
  function forget(step: TakeBack): void {
    const index = steps.lastIndexOf(step)
    if (index !== -1) steps.splice(index, 1)
  }

  /**
   * Says what was done, and offers to take it back.
   *
   * @param instead the id of a notice that this one takes the place of.
   * @returns the id of the notice.
   */
  function did(notice: Omit<NoticeContent, 'action'>, step: TakeBack, instead?: number): number {
    remember(step)
    const action = { label: 'Undo', run: () => void takeBack(step) }
    return tell({ ...notice, action }, instead)
  }

  async function undo(): Promise<void> {
    const last = steps.at(-1)
    if (last !== undefined) await takeBack(last)
  }

  return { did, remember, forget, undo }
}
