/** Runs the audit that the main process orders, and tells how it goes. */
import * as v from 'valibot'
import type { AuditProgress, AuditReportCard } from '../shared/audit'
import { AuditOrderSchema, type AuditNews, type AuditStart } from '../shared/audit-messages'

/** How often the helper says that it still gets its turn. */
const ALIVE_MS = 2_000

/** The way to the main process. */
export interface MainProcess {
  onMessage(listener: (message: unknown) => void): void
  /** @throws {Error} for news with a part that cannot be copied. */
  send(news: AuditNews): void
}

/** What a run hears, and what it tells while it goes on. */
export interface AuditWatch {
  /** Aborts when the user cancels. */
  readonly signal: AbortSignal
  readonly progress: (progress: AuditProgress) => void
  /** Called with what ends the servers and the like that the user's file has started. */
  readonly closeAfterwards: (close: () => Promise<void> | void) => void
}

export interface HelperParts {
  /** @throws {unknown} what the user should read, or the reason of the signal. */
  run(start: AuditStart, watch: AuditWatch): Promise<AuditReportCard>
  /** Listens to errors that nobody caught, such as those of a server that the user's file runs. */
  onStray(listener: (error: unknown) => void): void
  every(ms: number, callback: () => void): void
}

/** Serves one audit. The main process ends the helper. */
export function serveAudit(main: MainProcess, parts: HelperParts): void {
  const stop = new AbortController()
  const closes: (() => Promise<void> | void)[] = []
  const watch: AuditWatch = {
    signal: stop.signal,
    progress: (progress) => main.send({ is: 'progress', progress }),
    closeAfterwards: (close) => void closes.push(close),
  }
  parts.every(ALIVE_MS, () => main.send({ is: 'alive' }))
  parts.onStray((error) => {
    // A server that is cut off in the middle of its work may well fail. The user has cancelled, or has read the first error.
    if (stop.signal.aborted) return
    main.send({ is: 'failed', message: `The file failed outside of a trial: ${wordsOf(error)}` })
    stop.abort(error)
  })
  main.onMessage((message) => {
    const order = v.parse(AuditOrderSchema, message)
    if (order.is === 'cancel') stop.abort(new Error('the user cancelled the audit'))
    else void serve(order)
  })

  async function serve(start: AuditStart): Promise<void> {
    sendOutcome(await outcomeOf(start))
    // An audit that has ended keeps its outcome, even if its file does not close in order.
    for (const close of closes)
      await Promise.resolve()
        .then(close)
        .catch(() => undefined)
    main.send({ is: 'closed' })
  }

  function sendOutcome(outcome: AuditNews): void {
    try {
      main.send(outcome)
    } catch (error) {
      // Such as a function in the card, which cannot be copied to another process.
      const message = `The report card cannot be shown: ${wordsOf(error)}`
      main.send({ is: 'failed', message })
    }
  }

  async function outcomeOf(start: AuditStart): Promise<AuditNews> {
    try {
      return { is: 'done', card: await parts.run(start, watch) }
    } catch (error) {
      return stop.signal.aborted ? { is: 'cancelled' } : { is: 'failed', message: wordsOf(error) }
    }
  }
}

/** As much of an error as a person reads. */
const LONGEST = 2_000

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message || error.name : String(error)
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST)}…`
}
