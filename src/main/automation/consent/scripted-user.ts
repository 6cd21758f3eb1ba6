/** The user of one session. Follows the driver's rules, and approves when no rule decides. */
import { isAbout, type ConsentRule } from '../../../shared/consent-rule'
import type { GivenAnswer } from '../../webauthn/authenticator/ports'
import type {
  AskingAuthenticator,
  ClientConsent,
  ClientQuestion,
} from '../../webauthn/client/ports'
import type { ActiveConsentRule } from '../ports'
import {
  chosenAccount,
  CONSENT_RULES_AT_MOST,
  touchedBy,
  touches,
  whyNotChosen,
} from './consent-rule'
import type { Clock, NewId } from '../../platform/ports'
import { untilAborted } from '../../platform/until-aborted'

export interface ScriptedUserPorts {
  readonly newId: NewId
  readonly clock: Clock
  /** Whether the user accepts an offer at once when no rule decides, as WebDriver's authenticators do. */
  readonly takesOffers: () => boolean
}

export class ScriptedUser implements ClientConsent {
  readonly #ports: ScriptedUserPorts
  #rules: ActiveConsentRule[] = []
  /** Called when an offer may have an account to accept. */
  readonly #offers = new Set<() => void>()

  constructor(ports: ScriptedUserPorts) {
    this.#ports = ports
  }

  /**
   * Adds a rule after the others. The first rule that matches a question decides.
   *
   * @returns its id.
   * @throws {RangeError} when there are too many.
   */
  add(rule: ConsentRule): string {
    if (this.#rules.length >= CONSENT_RULES_AT_MOST)
      throw new RangeError(
        `there are ${CONSENT_RULES_AT_MOST} rules already; remove the rules that are used up`,
      )
    const id = this.#ports.newId()
    this.#rules.push({ id, rule, left: rule.times })
    this.offersChanged()
    return id
  }

  list(): readonly ActiveConsentRule[] {
    return [...this.#rules]
  }

  clear(): void {
    this.#rules = []
    this.offersChanged()
  }

  /** Call it when the passkeys have changed, because an offer may have new accounts. */
  offersChanged(): void {
    for (const look of this.#offers) look()
  }

  async ask(question: ClientQuestion, signal: AbortSignal): Promise<GivenAnswer> {
    signal.throwIfAborted()
    if (question.kind === 'offer') return this.#takeUp(question, signal)
    const rule = this.#use(question, () => true)
    if (!rule) return byItself(question)
    await this.#think(rule, signal)
    if (rule.action !== 'approve') return { given: false, answeredBy: 'script' }
    return approved(rule, question)
  }

  /**
   * Accepts an offer once a rule approves and its account is offered, or at once if `takesOffers` says so. Another rule
   * dismisses the offer, once. The offer then stays pending, and only a rule can accept it.
   */
  async #takeUp(offer: ClientQuestion, signal: AbortSignal): Promise<GivenAnswer> {
    let isDismissed = false
    for (;;) {
      const fits = (rule: ConsentRule) =>
        rule.action === 'approve' ? chosenAccount(rule, offer) !== undefined : !isDismissed
      const rule = this.#use(offer, fits)
      if (rule) await this.#think(rule, signal)
      if (rule?.action === 'approve') return approved(rule, offer)
      if (rule) isDismissed = true
      else if (!isDismissed && this.#takes(offer)) return byItself(offer)
      else await this.#change(signal)
    }
  }

  /** A rule for the offer waits for the account that it chooses. */
  #takes(offer: ClientQuestion): boolean {
    if (this.#rules.some(({ rule }) => isAbout(rule, offer))) return false
    return this.#ports.takesOffers() && chosenNow(offer) !== undefined
  }

  #use(question: ClientQuestion, fits: (rule: ConsentRule) => boolean): ConsentRule | undefined {
    const found = this.#rules.find(({ rule }) => isAbout(rule, question) && fits(rule))
    if (!found) return undefined
    this.#rules = this.#rules.flatMap((kept) => (kept === found ? usedOnce(kept) : [kept]))
    return found.rule
  }

  async #think({ action, delay }: ConsentRule, signal: AbortSignal): Promise<void> {
    if (action === 'never') await untilAborted(signal)
    if (delay > 0) await this.#after(delay, signal)
  }

  async #after(ms: number, signal: AbortSignal): Promise<void> {
    let stop: () => void = () => undefined
    const over = new Promise<void>((resolve) => (stop = this.#ports.clock.after(ms, resolve)))
    await untilAborted(signal, over).finally(stop)
  }

  async #change(signal: AbortSignal): Promise<void> {
    let changed: () => void = () => undefined
    const change = new Promise<void>((resolve) => (changed = resolve))
    this.#offers.add(changed)
    await untilAborted(signal, change).finally(() => this.#offers.delete(changed))
  }
}

/** @returns an empty list when the rule applied to only one more ceremony. */
function usedOnce({ id, rule, left }: ActiveConsentRule): ActiveConsentRule[] {
  if (left === null) return [{ id, rule, left }]
  return left > 1 ? [{ id, rule, left: left - 1 }] : []
}

function approved(rule: ConsentRule, question: ClientQuestion): GivenAnswer {
  if (touches(rule.choose))
    return touched(touchedBy(rule.choose, question), whyNotChosen(rule, question))
  // An offer may have got its accounts after it was made.
  const hasAccounts =
    question.kind === 'offer' || question.accounts.length > 0 || rule.choose !== undefined
  if (!hasAccounts) return { given: true, answeredBy: 'script' }
  const accountId = chosenAccount(rule, question)
  // The account that the script chooses is not offered, so the user declines.
  if (accountId === undefined && question.kind !== 'create')
    return { given: false, answeredBy: 'script', refusal: whyNotChosen(rule, question) }
  return { given: true, answeredBy: 'script', ...(accountId !== undefined && { accountId }) }
}

/** Where the authenticator does not ask, as when it is removed or does not fit, a touch has no effect. */
function touched(authenticator: AskingAuthenticator | undefined, refusal: string): GivenAnswer {
  if (!authenticator) return { given: false, answeredBy: 'script', refusal }
  const { id: authenticatorId, accounts } = authenticator
  const answer = { given: true, answeredBy: 'script', authenticatorId } as const
  return accounts[0] ? { ...answer, accountId: accounts[0].id } : answer
}

/** Approves without a rule, using the newest account. */
function byItself(question: ClientQuestion): GivenAnswer {
  const accountId = chosenNow(question)
  return { given: true, answeredBy: 'by-itself', ...(accountId !== undefined && { accountId }) }
}

function chosenNow({ accountsNow, accounts }: ClientQuestion): string | undefined {
  return (accountsNow?.() ?? accounts)[0]?.id
}
