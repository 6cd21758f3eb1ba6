/** Runs the audit that the main process orders, and reports its progress. */
import * as v from 'valibot'
import type { AuditProgress, AuditReportCard } from '../shared/audit'
import { AuditOrderSchema, type AuditNews, type AuditStart } from '../shared/audit-messages'

/** How often the helper reports that its event loop is not blocked. */
const ALIVE_MS = 2_000

/** The connection to the main process. */
export interface MainProcess {
  onMessage(listener: (message: unknown) => void): void
  /** @throws {Error} for news with a part that cannot be copied. */
  send(news: AuditNews): void
}

/** The signal and the callbacks of a run. */
export interface AuditWatch {
  /** Aborts when the user cancels. */
  readonly signal: AbortSignal
  readonly progress: (progress: AuditProgress) => void
  /** Called with a function that closes the servers and other resources of the user's file. */
  readonly closeAfterwards: (close: () => Promise<void> | void) => void
}

export interface HelperParts {
  /** @throws {unknown} an error for the user, or the reason of the signal. */
  run(start: AuditStart, watch: AuditWatch): Promise<AuditReportCard>
  /** Listens to uncaught errors, such as those of a server in the user's file. */
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
    // A server that is stopped during its work may fail. By then, the user has cancelled, or has read the first error.
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
    // A finished audit keeps its outcome, even if its file does not close properly.
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
      // For example, a function in the card cannot be copied to another process.
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

/** The maximum number of characters of an error. */
const LONGEST = 2_000

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message || error.name : String(error)
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST)}…`
}
