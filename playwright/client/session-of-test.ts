/** The session of one test, for the fixture of a test runner. */
import type { Latchkey } from './latchkey.js'
import type { PasskeySession } from './passkey-session.js'
import type { PlaywrightCredential } from './types/playwright-credential.js'
import type { SessionState } from './types/session-state.js'
import type { CaseFile, Settings } from './types/wire.js'

/** What the fixture needs from the running test. */
export interface RunningTest {
  readonly status?: string | undefined
  readonly expectedStatus: string
  attach(name: string, what: { body: string; contentType: string }): Promise<void>
}

export interface SessionOfTest {
  readonly latchkey: Pick<Latchkey, 'openSession'>
  /** The initial state of the session, or the path of its file. */
  readonly state: SessionState | string | undefined
  readonly settings?: Partial<Settings> | undefined
  /** A case that the session replays, or the path of its file. Applied after the state and the settings. */
  readonly replay?: CaseFile | string | undefined
  /** Passkeys in addition to those of the state. */
  readonly credentials?: readonly PlaywrightCredential[]
  readonly test: RunningTest
  /**
   * Receives the promise of the session's end, which is then not awaited. Sessions share nothing, so the next test need not
   * wait.
   */
  readonly endLater?: (ending: Promise<void>) => void
}

/**
 * Opens a session, runs the test with it, and always ends the session. A failed test gets Latchkey's record, which gives the
 * reasons of refusals that pages do not learn. It also gets the case of the last ceremony, and what the session could not take
 * from the replayed case.
 *
 * @throws what opening the session, restoring the state or `use` throws.
 */
export async function withSession(
  { latchkey, state, settings, replay, credentials = [], test, endLater }: SessionOfTest,
  use: (session: PasskeySession) => Promise<void>,
): Promise<void> {
  const session = await latchkey.openSession()
  try {
    if (state !== undefined) await session.restore(state)
    if (settings !== undefined) await session.setSettings(settings)
    if (credentials.length > 0) await session.importCredentials('playwright', credentials)
    const { notTaken } = replay === undefined ? { notTaken: [] } : await session.replay(replay)
    await use(session)
    if (test.status !== test.expectedStatus) {
      await attachRecord(session, test)
      await attachCase(session, test)
      if (notTaken.length > 0) await attachJson('latchkey-not-taken', { notTaken }, test)
    }
  } finally {
    // If Latchkey has ended, its sessions have ended too. An error here would hide the test's own.
    const ending = session.end().catch(() => undefined)
    if (endLater) endLater(ending)
    else await ending
  }
}

async function attachRecord(session: PasskeySession, test: RunningTest): Promise<void> {
  await attachJson('latchkey', await readRecord(session), test)
}

async function readRecord(session: PasskeySession): Promise<object> {
  try {
    const [record, passkeys, rules] = await Promise.all([
      session.activity(),
      session.list(),
      session.rules(),
    ])
    return { record, passkeys, rules }
  } catch (error) {
    return { unavailable: error instanceof Error ? error.message : String(error) }
  }
}

/** For `latchkey inspect` and the window. A session without a ceremony has no case, and neither does an ended session. */
async function attachCase(session: PasskeySession, test: RunningTest): Promise<void> {
  const one = await session.saveCase().catch(() => undefined)
  if (one) await attachJson('latchkey-case', one, test)
}

async function attachJson(name: string, value: object, test: RunningTest): Promise<void> {
  await test.attach(name, {
    body: JSON.stringify(value, null, 2),
    contentType: 'application/json',
  })
}
