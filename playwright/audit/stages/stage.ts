/** Where an audit runs its ceremonies. */
import type { PasskeySession } from '../../client/passkey-session.js'
import type { AuditAccount } from '../relying-party.js'
import type { CeremonyKind } from '../catalogue.js'

/** One callback of the user, ready to run in its own world. */
export interface Scene {
  /** Runs the user's callback. @throws {unknown} when the relying party refuses. */
  act(): Promise<unknown>
  /** The other observations so far, such as an answer with status 500. */
  notes(): readonly string[]
  /** @param isHung whether {@link act} still runs. Then it must not find anything that another scene uses. */
  close(isHung: boolean): Promise<void>
}

export interface Stage {
  /** Name and version of the browser; null without a browser. */
  readonly browser: string | null
  /** Called before a session ends. */
  leave(session: PasskeySession): Promise<void>
  /**
   * Opens a scene whose ceremonies the session answers.
   *
   * @param timeoutMs how long the callback will have.
   */
  open(
    ceremony: CeremonyKind,
    session: PasskeySession,
    account: AuditAccount,
    timeoutMs: number,
  ): Promise<Scene>
}
