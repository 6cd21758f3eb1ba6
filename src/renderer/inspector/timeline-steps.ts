import type { CeremonyDetail } from '../../shared/ceremony-detail'

type Step = CeremonyDetail['steps'][number]

/** A row of the timeline. */
export interface TimelineStep extends Pick<Step, 'step'> {
  /** null: the ceremony failed before the end of the step. */
  readonly noted: Pick<Step, 'afterMs' | 'note'> | null
  readonly isFailed: boolean
}

/** The steps in order, of which at most one failed. A failed step that the ceremony did not finish stands before `sent`. */
export function timelineSteps({ steps, failed }: Ended): readonly TimelineStep[] {
  const failedAt = failed ? lastRun(steps, failed.step) : -1
  const rows: readonly TimelineStep[] = steps.map(({ step, ...noted }, index) => ({
    step,
    noted,
    isFailed: index === failedAt,
  }))
  if (failed === null || failedAt !== -1) return rows
  const sentAt = rows.findLastIndex(({ step }) => step === 'sent')
  return rows.toSpliced(sentAt === -1 ? rows.length : sentAt, 0, {
    step: failed.step,
    noted: null,
    isFailed: true,
  })
}

type Ended = Pick<CeremonyDetail, 'steps' | 'failed'>

/** The options are read first, and checked again once the RP ID is known. That second check may have no note of its own. */
function lastRun(steps: readonly Step[], failed: Step['step']): number {
  const at = steps.findLastIndex(({ step }) => step === failed)
  const isCheckedAgain =
    failed === 'parsed' && steps.slice(at + 1).some(({ step }) => step === 'rp-id')
  return isCheckedAgain ? -1 : at
}
