import { define } from './bare'
import { Promise } from './builtins'

/**
 * Makes a promise safe for `await`, which reads the promise's `constructor`. If the page has replaced the inherited
 * `constructor`, `await` fails or calls the page's `then`. So the promise gets its own `constructor`.
 */
export function awaitable<T>(promise: Promise<T>): Promise<T> {
  define(promise, 'constructor', Promise)
  return promise
}

/** Calls `settled`, and then `resolve` or `reject`, when the promise settles. */
export async function settleBy<T>(
  promise: Promise<T>,
  resolve: (value: T) => void,
  reject: (reason: unknown) => void,
  settled: () => void = ignore,
): Promise<void> {
  try {
    const value = await awaitable(promise)
    settled()
    resolve(value)
  } catch (error) {
    settled()
    reject(error)
  }
}

function ignore(): void {
  // The caller has nothing to clean up.
}
