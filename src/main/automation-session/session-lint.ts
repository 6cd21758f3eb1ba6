import type { AutomationEvent } from '../../shared/session-event'
import { PageLint } from '../page-lint/page-lint'
import type { PasskeysInReach } from '../page-lint/passkeys-for-lint'
import { AfterAnswers } from '../platform/after-answers'
import type { CeremonyObserver } from '../webauthn/client/ports'
import { ceremonyEvents } from './ceremony-events'

/** The lint of a session, which judges each call after its answer, so that no page waits for the lint. */
export class SessionLint {
  readonly #lint: PageLint
  /** What the lint judges, and the events that follow it. */
  readonly #judging: AfterAnswers

  /** @param failed called with an error of a rule. The page's call continues without the lint. */
  constructor(reach: PasskeysInReach, now: () => number, failed: (error: unknown) => void) {
    this.#lint = new PageLint(reach, now, failed)
    this.#judging = new AfterAnswers(failed)
  }

  /** @param tell called with the events of ceremonies and findings, in their order. */
  observer(tell: (event: AutomationEvent) => void): CeremonyObserver {
    return ceremonyEvents(tell, this.#lint, this.#judging)
  }

  /** The lint of every call so far. */
  get current(): PageLint {
    this.finish()
    return this.#lint
  }

  /** Judges what waits, and tells it. */
  finish(): void {
    this.#judging.finish()
  }
}
