import type { ConsentAnswer, ConsentQuestion } from '../../shared/consent'
import type { ConsentScript } from './answer-for-person'

/**
 * Origins whose questions are approved without asking the user, until the app quits. The choice is not stored, because people
 * forget it, and last week's choice must not give passkeys away today.
 */
export class AnswersByItself implements ConsentScript {
  readonly answerer = 'by-itself'
  readonly #origins = new Set<string>()

  set(origin: string, answersByItself: boolean): void {
    if (answersByItself) this.#origins.add(origin)
    else this.#origins.delete(origin)
  }

  /** Every origin asks the user again. */
  clear(): void {
    this.#origins.clear()
  }

  /** The number of origins. */
  get count(): number {
    return this.#origins.size
  }

  has(origin: string): boolean {
    return this.#origins.has(origin)
  }

  /** Approves, using the newest passkey. Never accepts an offer, because nobody chose one. */
  answer({ origin, accounts: [newest] }: ConsentQuestion): ConsentAnswer | undefined {
    if (!this.#origins.has(origin)) return undefined
    return newest ? { given: true, accountId: newest.id } : { given: true }
  }
}
