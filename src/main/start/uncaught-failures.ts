import type { Log } from '../platform/log'

interface Ending {
  /** Reports to the user, or to the program that started this process, why Latchkey ends. */
  readonly tell: (why: string) => void
  /** Ends the process at once, without its normal steps. */
  readonly exit: (code: number) => void
}

/**
 * Logs uncaught errors. Ends the process after an exception, because Node calls the state of the process undefined then, and
 * the process holds keys. An unhandled rejection interrupts no other work, so the process continues.
 */
export function endOnUncaughtException(log: Log, { tell, exit }: Ending): void {
  let isEnding = false
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception', error)
    // Other events happen while a dialog is open.
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
