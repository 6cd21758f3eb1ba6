import { settleBy } from './awaitable'
import { isAborted, Promise, reasonOf } from './builtins'
import { offAbort, onAbort } from './events'

/** Settles like `work`, or rejects with `signal.reason` if the signal aborts first. */
export function untilAborted<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return work
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(reasonOf(signal) as Error)
    if (isAborted(signal)) abort()
    onAbort(signal, abort)
    void settleBy(work, resolve, reject, () => offAbort(signal, abort))
  })
}
