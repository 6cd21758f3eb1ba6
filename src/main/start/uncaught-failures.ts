import type { Log } from '../platform/log'

interface Ending {
  /** Tells the person, or who started this process, why Latchkey ends. */
  readonly tell: (why: string) => void
  /** Ends the process at once, without its usual steps. */
  readonly exit: (code: number) => void
}

/**
 * Logs uncaught errors, and ends the process after an exception: Node calls the state of the process undefined then,
 * and the process keeps keys. A promise that was rejected unheard interrupts no other work, so the process goes on.
 */
export function endOnUncaughtException(log: Log, { tell, exit }: Ending): void {
  let isEnding = false
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception', error)
    // A dialog lets other events happen while it is open.
    if (isEnding) return
    isEnding = true
    try {
      tell(
        `Latchkey has a fault and must end: ${error.message}. What it had confirmed is in the vault. Start it again; its log has the details.`,
      )
    } finally {
      exit(1)
    }
  })
  process.on('unhandledRejection', (reason) => log.error('unhandled rejection', reason))
}
