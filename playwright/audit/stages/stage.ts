/** Where the ceremonies of an audit happen. */
import type { PasskeySession } from '../../client/passkey-session.js'
import type { AuditAccount } from '../relying-party.js'
import type { CeremonyKind } from '../catalogue.js'

/** One callback of the user, ready to run in a world of its own. */
export interface Scene {
  /** Runs the user's callback. @throws {unknown} when the relying party refuses. */
  act(): Promise<unknown>
  /** What else was noticed so far, such as an answer with status 500. */
  notes(): readonly string[]
  /** @param isHung whether {@link act} still runs; then it must find nothing that another scene uses. */
  close(isHung: boolean): Promise<void>
}

export interface Stage {
  /** Name and version of the browser; null: no browser takes part. */
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
