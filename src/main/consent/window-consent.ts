import type { CommandQuestion } from '../../shared/command-question'
import type { ConsentAnswer, ConsentQuestion } from '../../shared/consent'
import type { LintFinding } from '../../shared/lint-finding'
import type { PairingAnswer } from '../../shared/pairing'
import { untilAborted } from '../platform/until-aborted'
import type { PairingPrompt } from '../bridge/ports'
import type { ClientConsent, ClientQuestion } from '../webauthn/client/ports'
import type { GivenAnswer } from '../webauthn/authenticator/ports'
import type { Questions, Stamp } from './questions'

/** The user at the window answers. */
export class WindowConsent implements ClientConsent {
  readonly #questions: Questions

  constructor(questions: Questions) {
    this.#questions = questions
  }

  async ask(question: ClientQuestion, signal: AbortSignal): Promise<GivenAnswer> {
    const shown = shownOf(question)
    const accounts = () => [...(question.accountsNow?.() ?? question.accounts)]
    const answer = await this.#questions.ask<ConsentAnswer>(
      (stamp) => ({
        type: 'consent',
        request: { ...shown, ...stamp, accounts: accounts(), lint: findingsOf(question) },
      }),
      signal,
    )
    // Dismissing an offer does not decline it: the page learns nothing, and its request stays pending.
    if (question.kind === 'offer' && !answer.given) return untilAborted(signal)
    return { ...answer, answeredBy: 'person' }
  }
}

/** The maximum number of findings in a dialog. */
const MOST_FINDINGS = 24

function findingsOf({ findings }: ClientQuestion): LintFinding[] {
  return findings?.().slice(0, MOST_FINDINGS) ?? []
}

/** Copies member by member, because the client's question has more than the window's contract. */
function shownOf(question: ClientQuestion): Omit<ConsentQuestion, 'accounts'> {
  const { kind, origin, topOrigin, rpId, rpName, userName, userDisplayName, verify, hints } =
    question
  const shown = { kind, origin, topOrigin, rpId, rpName, userName, userDisplayName, verify, hints }
  return question.excluded ? { ...shown, excluded: question.excluded } : shown
}

/** The user at the window confirms or refuses a command. */
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

/** The user at the window compares the pairing code. */
export class WindowPairing implements PairingPrompt {
  readonly #questions: Questions

  constructor(questions: Questions) {
    this.#questions = questions
  }

  ask(...[question, signal, manner]: Parameters<PairingPrompt['ask']>): Promise<PairingAnswer> {
    return this.#questions.ask<PairingAnswer>(
      (stamp) => ({ type: 'pairing', request: { ...question, ...stamp } }),
      signal,
      manner,
    )
  }

  askAgain(...[question, signal, manner]: Parameters<PairingPrompt['askAgain']>): Promise<boolean> {
    return this.#questions.ask<boolean>(
      (stamp) => ({ type: 'pairing-again', request: { ...question, ...stamp } }),
      signal,
      manner,
    )
  }
}
