import type { SessionSettings } from '../../shared/session-settings'
import type { SignIns } from '../webauthn/client/ports'
import { RecentSignIns } from '../webauthn/client/recent-sign-ins'

/** Decides when a page of a session may make a passkey without asking, by the session's settings. */
export class SessionSignIns implements SignIns {
  readonly #recent: RecentSignIns
  readonly #allowed: () => SessionSettings['automaticUpgrades']

  constructor(now: () => number, allowed: () => SessionSettings['automaticUpgrades']) {
    this.#recent = new RecentSignIns(now)
    this.#allowed = allowed
  }

  /** Every sign-in counts, because a test's user also agrees when no rule decides. */
  note(origin: string): void {
    this.#recent.note(origin, 'script')
  }

  refusal(origin: string): string | null {
    switch (this.#allowed()) {
      case 'always':
        return null
      case 'after-sign-in':
        return this.#recent.refusal(origin)
      case 'never':
        return 'the session’s settings allow no passkey that is made without asking'
    }
  }

  use(origin: string): () => void {
    return this.#recent.use(origin)
  }
}
