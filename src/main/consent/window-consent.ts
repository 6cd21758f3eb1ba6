import type { ConsentAnswer, ConsentQuestion } from '../../shared/consent'
import type { PairingAnswer } from '../../shared/pairing'
import type { PairingPrompt } from '../bridge/ports'
import type { ClientConsent } from '../webauthn/client/ports'
import type { GivenAnswer } from '../webauthn/authenticator/ports'
import type { Questions } from './questions'

/** The person at the window answers. */
export class WindowConsent implements ClientConsent {
  readonly #questions: Questions

  constructor(questions: Questions) {
    this.#questions = questions
  }

  async ask(question: ConsentQuestion, signal: AbortSignal): Promise<GivenAnswer> {
    const answer = await this.#questions.ask<ConsentAnswer>(
      (stamp) => ({ type: 'consent', request: { ...question, ...stamp } }),
      signal,
    )
    return { ...answer, answeredBy: 'person' }
  }
}

/** The person at the window compares the code. */
export class WindowPairing implements PairingPrompt {
  readonly #questions: Questions

  constructor(questions: Questions) {
    this.#questions = questions
  }

  ask(...[question, signal]: Parameters<PairingPrompt['ask']>): Promise<PairingAnswer> {
    return this.#questions.ask<PairingAnswer>(
      (stamp) => ({ type: 'pairing', request: { ...question, ...stamp } }),
      signal,
    )
  }
}
