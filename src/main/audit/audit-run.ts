/** One run of the audit helper, from its start until its process has ended. */
import * as v from 'valibot'
import type { AuditProgress } from '../../shared/audit'
import {
  AuditNewsSchema,
  type AuditNews,
  type AuditOrder,
  type AuditStart,
} from '../../shared/audit-messages'
import type { Clock } from '../platform/ports'

/** Events of a helper process. */
interface HelperEvents {
  message(message: unknown): void
  /** The process ended, or could not start. */
  ended(): void
}

/** A helper process. */
interface HelperProcess {
  send(order: AuditOrder): void
  /** Ends the process at once. */
  end(): void
}

/**
 * Starts an audit helper (`src/audit-helper`). Does not wait for the helper, and does not throw.
 *
 * @param folder the working folder of the helper.
 */
export type StartAuditHelper = (folder: string, events: HelperEvents) => HelperProcess

/** How a run ended. */
export type AuditEnd = Extract<AuditNews, { readonly is: 'done' | 'failed' | 'cancelled' }>

/** How long the file may block the helper's event loop. */
const LONGEST_SILENCE_MS = 30_000
/** How long the file may take to end its servers and the browser. */
const LONGEST_CLOSE_MS = 5_000

const DIED: AuditEnd = {
  is: 'failed',
  message:
    'The process of the audit ended before the audit did. The file, or something it uses, ends its process or crashes. Run it by `npx latchkey audit` in a terminal to see its output.',
}
const SILENT: AuditEnd = {
  is: 'failed',
  message: `The file kept its process busy for more than ${LONGEST_SILENCE_MS / 1_000} seconds without a pause, so the audit was ended. Look for a loop that does not end.`,
}
const GARBLED: AuditEnd = {
  is: 'failed',
  message:
    'The process of the audit sent a message that is not part of an audit, so Latchkey ended the process.',
}

export interface AuditRunParts {
  readonly start: StartAuditHelper
  readonly clock: Pick<Clock, 'after'>
  readonly order: AuditStart
  readonly progress: (progress: AuditProgress) => void
}

export class AuditRun {
  /** Resolves once the process has ended. Never rejects. */
  readonly ended: Promise<AuditEnd>
  readonly #parts: AuditRunParts
  readonly #process: HelperProcess
  #resolve: (end: AuditEnd) => void = () => undefined
  /** The result, while the file still closes. */
  #outcome: AuditEnd | undefined
  #isOver = false
  #isCancelled = false
  #stopTimer: () => void = () => undefined

  constructor(parts: AuditRunParts) {
    this.#parts = parts
    this.ended = new Promise((resolve) => (this.#resolve = resolve))
    this.#process = parts.start(parts.order.folder, {
      message: (message) => this.#receive(message),
      ended: () => this.#finish(DIED),
    })
    this.#watch()
    this.#process.send(parts.order)
  }

  /** Asks the file to close what it started, and ends the process soon in any case. */
  cancel(): void {
    if (this.#isOver || this.#isCancelled) return
    this.#isCancelled = true
    this.#endFile()
  }

  #receive(message: unknown): void {
    if (this.#isOver) return
    const parsed = v.safeParse(AuditNewsSchema, message)
    if (parsed.success) this.#take(parsed.output)
    else if (!this.#isCancelled && !this.#outcome) {
      this.#outcome = GARBLED
      this.#endFile()
    }
  }

  #take(news: AuditNews): void {
    if (news.is === 'closed') this.#finish(DIED)
    else if (news.is === 'alive' || news.is === 'progress') {
      if (this.#isCancelled || this.#outcome) return
      this.#watch()
      if (news.is === 'progress') this.#parts.progress(news.progress)
    } else if (!this.#outcome) {
      this.#outcome = news
      if (!this.#isCancelled) this.#closeSoon()
    }
  }

  #watch(): void {
    this.#stopTimer()
    this.#stopTimer = this.#parts.clock.after(LONGEST_SILENCE_MS, () => this.#finish(SILENT))
  }

  /** Asks the file first, because otherwise what the file has started, such as a server, would keep running. */
  #endFile(): void {
    this.#process.send({ is: 'cancel' })
    this.#closeSoon()
  }

  #closeSoon(): void {
    this.#stopTimer()
    const kill = () => this.#finish({ is: 'cancelled' })
    this.#stopTimer = this.#parts.clock.after(LONGEST_CLOSE_MS, kill)
  }

  /** @param otherwise the result, unless the helper reported one, or the user has cancelled. */
  #finish(otherwise: AuditEnd): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#stopTimer()
    this.#process.end()
    this.#resolve(this.#outcome ?? (this.#isCancelled ? { is: 'cancelled' } : otherwise))
  }
}
