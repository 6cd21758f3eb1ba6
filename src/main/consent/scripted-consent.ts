import type { ConsentAnswer } from '../../shared/consent'
import type { ClientQuestion } from '../webauthn/client/ports'
import type { ConsentScript } from './answer-for-person'

/** A script's answer to a question or an offer. `accounts` are the current accounts. */
export type ScriptedAnswer = (question: ClientQuestion) => ConsentAnswer

/** A script in this process. Each answer is used once, in the order in which the answers were given. */
export class ScriptedConsent implements ConsentScript {
  readonly answerer = 'script'
  readonly #answers: ScriptedAnswer[] = []
  readonly #choices: ScriptedAnswer[] = []
  /** The offers that were not accepted yet, oldest first. */
  readonly #offers = new Set<(choice: ScriptedAnswer) => void>()

  /** Answers the next question that has no answer yet. Does not apply to offers. */
  answerNext(answer: ScriptedAnswer): void {
    this.#answers.push(answer)
  }

  /** Accepts the oldest open offer, or else the next offer. */
  chooseNext(choice: ScriptedAnswer): void {
    const [oldest] = this.#offers
    if (oldest) oldest(choice)
    else this.#choices.push(choice)
  }

  /** Whether an answer waits for the next question. */
  hasAnswer(): boolean {
    return this.#answers.length > 0
  }

  answer(question: ClientQuestion): ConsentAnswer | undefined {
    return this.#answers.shift()?.(question)
  }

  choose(offer: ClientQuestion, signal: AbortSignal): Promise<ConsentAnswer> {
    return new Promise((resolve, reject) => {
      const take = (choice: ScriptedAnswer) => {
        this.#offers.delete(take)
        resolve(choice({ ...offer, accounts: [...(offer.accountsNow?.() ?? offer.accounts)] }))
      }
      signal.addEventListener(
        'abort',
        () => {
          this.#offers.delete(take)
          reject(signal.reason as Error)
        },
        { once: true },
      )
      const choice = this.#choices.shift()
      if (choice) take(choice)
      else this.#offers.add(take)
    })
  }
}
