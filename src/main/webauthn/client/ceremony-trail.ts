import type { CeremonyStep, CeremonyTrace } from '../../../shared/ceremony-detail'

/** Authenticators that come and go may change the question without end. */
const MOST_STEPS = 64

/** A sentence; or the function that writes it, where that takes time that the ceremony should not spend. */
type Note = string | (() => string)

/** Notes how far a ceremony gets. Never throws, and costs the ceremony next to nothing. */
export interface StepNotes {
  /**
   * What the ceremony does from now on: where it fails, if it fails.
   *
   * @param section the section that says what is done; null where none does.
   */
  begins(step: CeremonyStep, section: string | null): void
  /** @param note one sentence: what came of the step. */
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

  /** What the ceremony does now. */
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
