import type { ConsentAnswer } from '../../shared/consent'
import type { ClientQuestion } from '../webauthn/client/ports'
import type { ConsentScript } from './answer-for-person'

/** What a script says to a question or an offer. `accounts` are those of that moment. */
export type ScriptedAnswer = (question: ClientQuestion) => ConsentAnswer

/** A script in this process: each answer is used once, in the order in which they were given. */
export class ScriptedConsent implements ConsentScript {
  readonly answerer = 'script'
  readonly #answers: ScriptedAnswer[] = []
  readonly #choices: ScriptedAnswer[] = []
  /** The offers that nobody has taken up yet, the oldest first. */
  readonly #offers = new Set<(choice: ScriptedAnswer) => void>()

  /** Answers the next question that nobody has an answer for yet. Offers are left alone. */
  answerNext(answer: ScriptedAnswer): void {
    this.#answers.push(answer)
  }

  /** Takes up the oldest offer that is made now, else the next one. */
  chooseNext(choice: ScriptedAnswer): void {
    const [oldest] = this.#offers
    if (oldest) oldest(choice)
    else this.#choices.push(choice)
  }

  /** Whether the next question has an answer waiting. */
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
