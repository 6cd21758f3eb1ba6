/** An agent's answers to the questions of pages, while the user at the window allows them. */
import type { AgentRule } from '../../shared/agent-api'
import type { ConsentAnswer } from '../../shared/consent'
import { accountOf, isAbout } from '../../shared/consent-rule'
import type { Clock } from '../platform/ports'
import { untilAborted } from '../platform/until-aborted'
import type { GivenAnswer } from '../webauthn/authenticator/ports'
import type { ClientConsent, ClientQuestion } from '../webauthn/client/ports'

/** A limit, because an agent that adds rules without end must not fill the memory. */
const MOST_RULES = 1000

interface ActiveRule {
  readonly rule: AgentRule
  /** How many more questions the rule answers. */
  left: number
}

/** A delayed answer. It is cancelled when the rules are removed. */
interface Intent {
  isInForce: boolean
}

/**
 * Off at each start of the app, and not stored, because people forget it, and last week's permission must not give passkeys
 * away today.
 */
export class AgentAnswers {
  readonly #clock: Pick<Clock, 'after'>
  #isAllowed = false
  #rules: ActiveRule[] = []
  readonly #intents = new Set<Intent>()
  /** Called when a question may have an answer now. */
  readonly #waiting = new Set<() => void>()

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock
  }

  get isAllowed(): boolean {
    return this.#isAllowed
  }

  /** Removes the rules when it is switched off. */
  allow(isAllowed: boolean): void {
    this.#isAllowed = isAllowed
    if (!isAllowed) this.clear()
  }

  /**
   * Adds a rule after the others. The first rule that matches a question answers it, even if the question already waits.
   *
   * @returns false when there are too many, or the user does not allow answers.
   */
  add(rule: AgentRule): boolean {
    if (!this.#isAllowed || this.#rules.length >= MOST_RULES) return false
    this.#rules.push({ rule, left: rule.times })
    this.changed()
    return true
  }

  /** Removes the rules, including those with a delayed answer. */
  clear(): void {
    this.#rules = []
    for (const intent of this.#intents) intent.isInForce = false
  }

  /** Call it when the passkeys have changed, because a question may have new accounts. */
  changed(): void {
    for (const look of this.#waiting) look()
  }

  /** Resolves with the answer of a rule, now or later. Rejects with `signal.reason` when the signal aborts first. */
  async answer(question: ClientQuestion, signal: AbortSignal): Promise<ConsentAnswer> {
    for (;;) {
      const rule = this.#use(question)
      if (rule) {
        const isInForce = await this.#delay(rule, signal)
        const answer = answerOf(rule, question)
        if (isInForce && answer) return answer
      } else await this.#change(signal)
    }
  }

  #use(question: ClientQuestion): AgentRule | undefined {
    const found = this.#rules.find(
      ({ rule }) => isAbout(rule, question) && answerOf(rule, question) !== undefined,
    )
    if (!found) return undefined
    found.left--
    if (found.left === 0) this.#rules = this.#rules.filter((rule) => rule !== found)
    return found.rule
  }

  /** @returns whether the rule may still answer. */
  async #delay({ delay }: AgentRule, signal: AbortSignal): Promise<boolean> {
    const intent = { isInForce: true }
    this.#intents.add(intent)
    let stop: () => void = () => undefined
    const over = new Promise<void>((resolve) => (stop = this.#clock.after(delay, resolve)))
    await untilAborted(signal, over).finally(() => {
      stop()
      this.#intents.delete(intent)
    })
    return intent.isInForce
  }

  async #change(signal: AbortSignal): Promise<void> {
    let changed: () => void = () => undefined
    const change = new Promise<void>((resolve) => (changed = resolve))
    this.#waiting.add(changed)
    await untilAborted(signal, change).finally(() => this.#waiting.delete(changed))
  }
}

/** Asks the user at the window, and lets an agent answer. The first answer counts, so the user can take over. */
export class AgentOrPerson implements ClientConsent {
  readonly #agent: Pick<AgentAnswers, 'answer'>
  readonly #person: ClientConsent

  constructor(agent: Pick<AgentAnswers, 'answer'>, person: ClientConsent) {
    this.#agent = agent
    this.#person = person
  }

  async ask(question: ClientQuestion, signal: AbortSignal): Promise<GivenAnswer> {
    const ended = new AbortController()
    const end = () => ended.abort(signal.reason)
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
    const byAgent = this.#agent
      .answer(question, ended.signal)
      .then((answer) => ({ ...answer, answeredBy: 'script' as const }))
    try {
      return await Promise.race([byAgent, this.#person.ask(question, ended.signal)])
    } finally {
      signal.removeEventListener('abort', end)
      end()
    }
  }
}

/**
 * @returns undefined when the rule has no answer: its account is not offered, there is no passkey to approve, or the question
 *   is an offer, which cannot be declined.
 */
function answerOf(rule: AgentRule, question: ClientQuestion): ConsentAnswer | undefined {
  const { kind } = question
  if (rule.action === 'deny') return kind === 'offer' ? undefined : { given: false }
  const accounts = question.accountsNow?.() ?? question.accounts
  const account = accountOf(rule.account ?? { index: 0 }, accounts)
  if (account) return { given: true, accountId: account.id }
  const needsAccount = rule.account !== undefined || kind === 'sign-in' || kind === 'offer'
  return needsAccount || kind === 'no-passkey' ? undefined : { given: true }
}
