/**
 * Settles as `work` does, or rejects with `signal.reason` as soon as `signal` is aborted, whether or not the maker of
 * `work` listens to the signal.
 *
 * @param work absent: waits for the abort alone.
 */
export function untilAborted<T = never>(signal: AbortSignal, work?: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    void work?.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
