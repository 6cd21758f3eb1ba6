/**
 * One question for several authenticators that take part in the same ceremony. A person with two security keys in
 * reach is asked once, and by touching one of them says which shall answer (WebAuthn §5.1.3 step 22).
 */
import type { Account } from '../../../shared/consent'
import type { AuthenticatorQuestion, GivenAnswer } from '../authenticator/ports'
import type { CeremonyConsent } from './ports'

type Question = Parameters<CeremonyConsent['ask']>[0]

interface Asked {
  readonly question: Question
  readonly answer: (answer: GivenAnswer) => void
  readonly fail: (error: unknown) => void
}

/** Which question stands for all: what a touch would tell first. */
const PRECEDENCE: readonly AuthenticatorQuestion['kind'][] = [
  'already-registered',
  'sign-in',
  'create',
  'offer',
  'no-passkey',
]

export class CommonQuestion {
  readonly #consent: CeremonyConsent
  readonly #superseded: () => Error
  readonly #ended = new Set<number>()
  /** Those that have neither asked nor ended. */
  #silent: number
  readonly #asked = new Map<number, Asked>()

  /**
   * @param participants how many authenticators take part.
   * @param superseded what those fail with that were not chosen.
   */
  constructor(consent: CeremonyConsent, participants: number, superseded: () => Error) {
    this.#consent = consent
    this.#silent = participants
    this.#superseded = superseded
  }

  /** Consent for one of the participants. Each asks at most once. */
  of(participant: number): CeremonyConsent {
    return {
      ask: (question, signal) =>
        new Promise((resolve, reject) => {
          this.#asked.set(participant, { question, answer: resolve, fail: reject })
          this.#settle(signal)
        }),
    }
  }

  /** To be called when a participant has ended; one that never asked is waited for no longer. */
  ended(participant: number, signal: AbortSignal): void {
    if (this.#asked.has(participant) || this.#ended.has(participant)) return
    this.#ended.add(participant)
    this.#settle(signal)
  }

  #settle(signal: AbortSignal): void {
    this.#silent--
    if (this.#silent === 0 && this.#asked.size > 0) void this.#ask(signal)
  }

  async #ask(signal: AbortSignal): Promise<void> {
    const [leader] = this.#byPrecedence()
    if (!leader) return
    try {
      const answer = await this.#consent.ask(this.#merged(leader.question), signal)
      const chosen = this.#ownerOf(answer) ?? leader
      for (const one of this.#asked.values())
        if (one === chosen) one.answer(answer)
        else one.fail(this.#superseded())
    } catch (error) {
      for (const one of this.#asked.values()) one.fail(error)
    }
  }

  #byPrecedence(): Asked[] {
    const rank = ({ question }: Asked) => PRECEDENCE.indexOf(question.kind)
    const inOrder = [...this.#asked].sort(([a], [b]) => a - b).map(([, asked]) => asked)
    return inOrder.sort((a, b) => rank(a) - rank(b))
  }

  /** The accounts of all, newest first. */
  #merged(leading: Question): Question {
    const accountsNow = () =>
      this.#accounts(({ accountsNow: now, accounts }) => now?.() ?? accounts)
    return {
      ...leading,
      accounts: this.#accounts(({ accounts }) => accounts),
      ...(leading.accountsNow && { accountsNow }),
    }
  }

  #accounts(of: (question: Question) => readonly Account[]): Account[] {
    const all = [...this.#asked.values()].flatMap(({ question }) => of(question))
    return all.sort((a, b) => b.createdAt - a.createdAt)
  }

  #ownerOf(answer: GivenAnswer): Asked | undefined {
    const id = answer.given ? answer.accountId : undefined
    if (id === undefined) return undefined
    const has = ({ question: { accountsNow, accounts } }: Asked) =>
      (accountsNow?.() ?? accounts).some((account) => account.id === id)
    return [...this.#asked.values()].find(has)
  }
}
