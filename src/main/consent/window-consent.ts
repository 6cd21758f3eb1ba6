import type { CommandQuestion } from '../../shared/command-question'
import type { ConsentAnswer } from '../../shared/consent'
import type { PairingAnswer } from '../../shared/pairing'
import type { PairingPrompt } from '../bridge/ports'
import type { ClientConsent, ClientQuestion } from '../webauthn/client/ports'
import type { GivenAnswer } from '../webauthn/authenticator/ports'
import type { Questions, Stamp } from './questions'

/** The person at the window answers. */
export class WindowConsent implements ClientConsent {
  readonly #questions: Questions

  constructor(questions: Questions) {
    this.#questions = questions
  }

  async ask(question: ClientQuestion, signal: AbortSignal): Promise<GivenAnswer> {
    const { accountsNow, ...shown } = question
    const answer = await this.#questions.ask<ConsentAnswer>(
      (stamp) => ({
        type: 'consent',
        request: { ...shown, ...stamp, accounts: [...(accountsNow?.() ?? shown.accounts)] },
      }),
      signal,
    )
    if (question.kind === 'offer' && !answer.given) return untilWithdrawn(signal)
    return { ...answer, answeredBy: 'person' }
  }
}

/** The person at the window says whether a command may do what it was told to. */
export class WindowConfirmation {
  readonly #questions: Questions

  constructor(questions: Questions) {
    this.#questions = questions
  }

  ask(question: Omit<CommandQuestion, keyof Stamp>, signal: AbortSignal): Promise<boolean> {
    return this.#questions.ask<boolean>(
      (stamp) => ({ type: 'command', request: { ...question, ...stamp } }),
      signal,
    )
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

/** An offer that was put aside is not declined: the page learns nothing, and goes on waiting. */
function untilWithdrawn(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason as Error)
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}
