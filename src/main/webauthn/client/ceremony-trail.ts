import type { CeremonyStep, CeremonyTrace } from '../../../shared/ceremony-detail'

/** A limit, because authenticators that come and go may change the question without end. */
const MOST_STEPS = 64

/** A sentence, or a function that writes it when that would take time from the ceremony. */
type Note = string | (() => string)

/** Records the progress of a ceremony. Never throws, and costs the ceremony almost no time. */
export interface StepNotes {
  /**
   * Starts a step. If the ceremony fails, the record names this step.
   *
   * @param section the section of the specification for the step; null when there is none.
   */
  begins(step: CeremonyStep, section: string | null): void
  /** @param note one sentence with the result of the step. */
  reached(step: CeremonyStep, note: Note): void
}

interface NotedStep {
  readonly step: CeremonyStep
  readonly at: number
  readonly note: Note
}

/** The steps of one ceremony, with their times. */
export class CeremonyTrail implements StepNotes {
  readonly #monotonic: () => number
  readonly #steps: NotedStep[] = []
  #doing: NonNullable<CeremonyTrace['failed']> = { step: 'received', section: null }

  /** @param monotonic milliseconds. */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic
  }

  begins(step: CeremonyStep, section: string | null): void {
    this.#doing = { step, section }
  }

  reached(step: CeremonyStep, note: Note): void {
    if (this.#steps.length < MOST_STEPS) this.#steps.push({ step, at: this.#monotonic(), note })
  }

  /** The current step of the ceremony. */
  get doing(): NonNullable<CeremonyTrace['failed']> {
    return this.#doing
  }

  /** The steps as the record keeps them. */
  steps(): CeremonyTrace['steps'] {
    const began = this.#steps[0]?.at ?? 0
    return this.#steps.map(({ step, at, note }) => ({
      step,
      afterMs: Math.round(Math.max(at - began, 0) * 100) / 100,
      note: typeof note === 'string' ? note : note(),
    }))
  }
}
