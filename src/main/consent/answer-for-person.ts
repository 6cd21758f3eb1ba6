/**
 * Who answers in the person's place: a script in this process, or an origin that was set to answer by
 * itself. Whatever they do not answer goes to the window.
 */
import type { ConsentAnswer, ConsentQuestion } from '../../shared/consent'
import type { Answerer, GivenAnswer } from '../webauthn/authenticator/ports'
import type { ClientConsent } from '../webauthn/client/ports'

/** Answers a question, or leaves it to the next by `undefined`. */
export interface ConsentScript {
  readonly answerer: Exclude<Answerer, 'person'>
  answer(question: ConsentQuestion): ConsentAnswer | undefined
}

/** Asks the scripts in their order, then the person. */
export class AnsweredConsent implements ClientConsent {
  readonly #scripts: readonly ConsentScript[]
  readonly #person: ClientConsent

  constructor(scripts: readonly ConsentScript[], person: ClientConsent) {
    this.#scripts = scripts
    this.#person = person
  }

  async ask(question: ConsentQuestion, signal: AbortSignal): Promise<GivenAnswer> {
    signal.throwIfAborted()
    for (const script of this.#scripts) {
      const answer = script.answer(question)
      if (answer) return { ...answer, answeredBy: script.answerer }
    }
    return this.#person.ask(question, signal)
  }
}
