import type { CeremonyCall } from '../../inspect/lint/page-call'
import type { CountedFinding, LintFinding } from '../../shared/lint-finding'
import { AfterAnswers } from '../platform/after-answers'
import { afterRest } from '../platform/after-rest'
import type { CeremonyObserver } from '../webauthn/client/ports'
import type { PageLint } from './page-lint'

/**
 * Lints the calls of pages in the background, so that a page neither waits for the lint nor learns from its time which passkeys
 * are kept. A reader of findings gets those of every earlier call.
 */
export class DeferredLint {
  readonly #lint: PageLint
  readonly #queue: AfterAnswers
  readonly #listeners = new Set<() => void>()

  /**
   * @param failed called with an error of a listener.
   * @param later decides when calls may be linted.
   */
  constructor(lint: PageLint, failed: (error: unknown) => void, later = afterRest) {
    this.#lint = lint
    this.#queue = new AfterAnswers(failed, later)
  }

  readonly observer: CeremonyObserver = {
    started: () => undefined,
    begun: (ceremony) => {
      const before = this.#lint.passkeysFor(ceremony)
      this.#later(() => this.#lint.started(ceremony, before), true)
    },
    waits: () => undefined,
    heldBack: () => undefined,
    finished: (ceremony, report, end) =>
      this.#later(() => this.#lint.finished(ceremony, report, end)),
    signalled: (signal) => {
      const before = this.#lint.passkeysFor(signal)
      this.#later(() => this.#lint.signalled(signal, before), true)
    },
    signalChecked: (signal, error) => this.#later(() => this.#lint.signalChecked(signal, error)),
  }

  /** All findings so far about one ceremony or signal, by the id of its entry. */
  readonly findings = (entryId: string): readonly LintFinding[] => {
    this.#queue.finish()
    return this.#lint.of(entryId)
  }

  /** Oldest first. */
  list(): readonly CountedFinding[] {
    this.#queue.finish()
    return this.#lint.counted()
  }

  /** How many calls of each page were linted, by the page's origin. */
  calls(): ReadonlyMap<string, number> {
    this.#queue.finish()
    return this.#lint.calls()
  }

  /** As `PageLint.recall()`. */
  readonly recall = (entryId: string, call: CeremonyCall): void => {
    this.#queue.finish()
    this.#lint.recall(entryId, call)
  }

  /** Drops the calls of pages and all findings, including those about waiting calls. */
  clear(): void {
    this.#queue.finish()
    this.#lint.clear()
    this.#tell()
  }

  /** Calls back when a call was linted, when there are findings that are new, and when all are forgotten. Returns the function that stops listening. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** @param isCall whether another call is counted, whatever the lint finds in it. */
  #later(lint: () => readonly unknown[], isCall = false): void {
    this.#queue.do(() => {
      const isNew = lint().length > 0
      if (isNew || isCall) this.#tell()
    })
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
