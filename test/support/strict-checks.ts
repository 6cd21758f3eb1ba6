/** The assertions of the strict relying party. A test may leave one of them out. This is called a hole. */
import { AssertionError, strict } from 'node:assert'

let hole: string | undefined

type Assertion = (...given: unknown[]) => void

/**
 * Like `assert.strict`, but the assertion with the message of the hole passes. `fail` has no hole, because the code could
 * not continue.
 */
export const assert: typeof strict = new Proxy(strict, {
  apply: (target, _, given: unknown[]) => unlessHole(target as Assertion, given),
  get: (target, name: keyof typeof strict) => {
    const member: unknown = target[name]
    if (typeof member !== 'function' || name === 'fail') return member
    return (...given: unknown[]) => unlessHole(member as Assertion, given)
  },
})

function unlessHole(assertion: Assertion, given: unknown[]): void {
  try {
    assertion(...given)
  } catch (error) {
    if (hole === undefined || checkIn(error) !== hole) throw error
  }
}

/** The name of the check that failed; undefined: another error occurred. */
export function checkIn(error: unknown): string | undefined {
  if (!(error instanceof AssertionError)) return undefined
  // The following lines contain the compared values.
  return error.message.split('\n', 1)[0]
}

/** Runs the work without the check of this name. */
export function without<T>(check: string, work: () => T): T {
  hole = check
  try {
    return work()
  } finally {
    hole = undefined
  }
}
