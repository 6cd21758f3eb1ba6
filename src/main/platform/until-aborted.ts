/**
 * Settles like `work`, or rejects with `signal.reason` as soon as `signal` aborts, even if `work` ignores the signal.
 *
 * @param work absent to wait only for the abort.
 */
export function untilAborted<T = never>(signal: AbortSignal, work?: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    void work?.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
