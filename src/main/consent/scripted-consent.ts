import type { ConsentAnswer, ConsentQuestion } from '../../shared/consent'
import type { ConsentScript } from './answer-for-person'

/** A script in this process: each answer is used once, in the order in which they were given. */
export class ScriptedConsent implements ConsentScript {
  readonly answerer = 'script'
  readonly #answers: ((question: ConsentQuestion) => ConsentAnswer)[] = []

  /** Answers the next question that nobody has an answer for yet. */
  answerNext(answer: (question: ConsentQuestion) => ConsentAnswer): void {
    this.#answers.push(answer)
  }

  /** Whether the next question has an answer waiting. */
  hasAnswer(): boolean {
    return this.#answers.length > 0
  }

  answer(question: ConsentQuestion): ConsentAnswer | undefined {
    return this.#answers.shift()?.(question)
  }
}
