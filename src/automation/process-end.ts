/** Ends a Node process after closing what it has started. */

/** Windows has no signals, but Node sends SIGINT there for Ctrl+C, and SIGHUP for a closed console. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export interface ProcessEnd {
  readonly closeBeforeEnd: (close: () => Promise<void>) => void
  readonly end: () => void
}

/**
 * Ends the process on a signal, after closing. A second signal ends the process at once, because closing may hang.
 *
 * @param onFault called when closing fails.
 */
export function processEnd(onFault: (error: unknown) => void): ProcessEnd {
  const closing: (() => Promise<void>)[] = []
  const end = () => {
    for (const signal of SIGNALS) process.off(signal, end)
    void Promise.all(closing.splice(0).map((close) => close())).then(
      () => process.exit(0),
      (error: unknown) => {
        onFault(error)
        process.exit(1)
      },
    )
  }
  for (const signal of SIGNALS) process.on(signal, end)
  // The program that started this one has ended, or requests the end.
  process.on('disconnect', end)
  return { closeBeforeEnd: (close) => void closing.push(close), end }
}
