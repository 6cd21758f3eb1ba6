/**
 * Answers instead of the user: by a script in this process, or because the origin is set to answer automatically. Questions
 * without such an answer go to the window.
 */
import type { ConsentAnswer } from '../../shared/consent'
import type { Answerer, GivenAnswer } from '../webauthn/authenticator/ports'
import type { ClientConsent, ClientQuestion } from '../webauthn/client/ports'

export interface ConsentScript {
  readonly answerer: Exclude<Answerer, 'person'>
  /** Answers a question; undefined passes it to the next script. Not called for offers. */
  answer(question: ClientQuestion): ConsentAnswer | undefined
  /** Accepts an offer, now or later. Omitted by scripts that never accept one. `signal` ends the offer. */
  choose?(offer: ClientQuestion, signal: AbortSignal): Promise<ConsentAnswer>
}

/** Asks the scripts in order, then the user. Makes an offer to all of them at once. */
export class AnsweredConsent implements ClientConsent {
  readonly #scripts: readonly ConsentScript[]
  readonly #person: ClientConsent

  constructor(scripts: readonly ConsentScript[], person: ClientConsent) {
    this.#scripts = scripts
    this.#person = person
  }

  async ask(question: ClientQuestion, signal: AbortSignal): Promise<GivenAnswer> {
    signal.throwIfAborted()
    if (question.kind === 'offer') return this.#offer(question, signal)
    for (const script of this.#scripts) {
      const answer = script.answer(question)
      if (answer) return { ...answer, answeredBy: script.answerer }
    }
    return this.#person.ask(question, signal)
  }

  /** The first to accept wins. */
  async #offer(offer: ClientQuestion, signal: AbortSignal): Promise<GivenAnswer> {
    const ended = new AbortController()
    const end = () => ended.abort(signal.reason)
    signal.addEventListener('abort', end, { once: true })
    const choices = this.#scripts.flatMap((script) => {
      const choice = script.choose?.(offer, ended.signal)
      return choice ? [choice.then((made) => ({ ...made, answeredBy: script.answerer }))] : []
    })
    try {
      return await Promise.race([...choices, this.#person.ask(offer, ended.signal)])
    } finally {
      signal.removeEventListener('abort', end)
      end()
    }
  }
}
