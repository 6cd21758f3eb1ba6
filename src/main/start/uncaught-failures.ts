/** Logs uncaught errors. The app goes on. */
import type { Log } from '../platform/log'

export function logUncaughtFailures(log: Log): void {
  process.on('uncaughtException', (error) => log.error('uncaught exception', error))
  process.on('unhandledRejection', (reason) => log.error('unhandled rejection', reason))
}
