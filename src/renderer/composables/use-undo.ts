import type { Notices, NoticeContent } from './use-notices'

/** Takes one thing back; false when that failed, and may be tried again. */
type TakeBack = () => Promise<boolean>

export type Undo = ReturnType<typeof useUndo>

/** What the user did and can take back, by the notice's button or by key: the latest first. */
export function useUndo({ tell }: Pick<Notices, 'tell'>) {
  const steps: TakeBack[] = []

  async function takeBack(step: TakeBack): Promise<void> {
    const index = steps.lastIndexOf(step)
    // It was taken back already, by key or by button.
    if (index === -1) return
    steps.splice(index, 1)
    if (!(await step())) steps.push(step)
  }

  /** Says what was done, and offers to take it back. */
  function did(notice: Omit<NoticeContent, 'action'>, step: TakeBack): void {
    steps.push(step)
    tell({ ...notice, action: { label: 'Undo', run: () => void takeBack(step) } })
  }

  async function undo(): Promise<void> {
    const last = steps.at(-1)
    if (last !== undefined) await takeBack(last)
  }

  return { did, undo }
}
