import type { Log } from './log'

/** @returns writes an error into the log, as the reason of what failed. */
export function logged(log: Log, what: string): (error: unknown) => void {
  return (error) => log.error(what, error)
}
