import type { Log } from './log'

/** @returns a function that logs an error as the reason of a failure. */
export function logged(log: Log, what: string): (error: unknown) => void {
  return (error) => log.error(what, error)
}
