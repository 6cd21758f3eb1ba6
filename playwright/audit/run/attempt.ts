/** Runs one callback of the user, and reports how it ended. */
import { cutWords, wordsOf } from '../words.js'
import { timers } from './timers.js'

/** What the relying party did, as the user's callback says. */
export type Attempt =
  | { readonly kind: 'accepted' }
  /** `words`: the relying party's own words; null when there were none. */
  | { readonly kind: 'refused'; readonly words: string | null }
  /** The callback did not end in time. */
  | { readonly kind: 'hung' }

/**
 * Waits for the callback for a limited time. Ignores a callback that ends later.
 *
 * @throws {unknown} the reason of `signal`, when it aborts.
 */
export async function attempt(
  callback: () => Promise<unknown>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Attempt> {
  // A JavaScript callback may throw before it returns a promise.
  const ended = Promise.resolve()
    .then(callback)
    .then(verdictOf, (error: unknown) => refused(wordsOf(error)))
  const cleanUp: (() => void)[] = []
  const hung = new Promise<Attempt>((resolve, reject) => {
    cleanUp.push(timers.after(timeoutMs, () => resolve({ kind: 'hung' })))
    const stop = () => reject(signal.reason as Error)
    signal.addEventListener('abort', stop, { once: true })
    cleanUp.push(() => signal.removeEventListener('abort', stop))
  })
  try {
    const outcome = await Promise.race([ended, hung])
    signal.throwIfAborted()
    return outcome
  } finally {
    for (const clean of cleanUp) clean()
  }
}

/** A library's answer may mean no without an error: `{ verified: false }`. */
function verdictOf(verdict: unknown): Attempt {
  if (verdict === false) return refused(null)
  if (typeof verdict !== 'object' || verdict === null) return { kind: 'accepted' }
  const { accepted, verified, message } = verdict as Readonly<Record<string, unknown>>
  if (accepted !== false && verified !== false) return { kind: 'accepted' }
  return refused(typeof message === 'string' ? cutWords(message) : null)
}

function refused(words: string | null): Attempt {
  return { kind: 'refused', words }
}
