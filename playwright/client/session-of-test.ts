/** The session of one test, for the fixture of a test runner. */
import type { Latchkey } from './latchkey.js'
import type { PasskeySession } from './passkey-session.js'
import type { PlaywrightCredential } from './types/playwright-credential.js'
import type { SessionState } from './types/session-state.js'
import type { CaseFile, Settings } from './types/wire.js'

/** What the fixture needs of the test that runs. */
export interface RunningTest {
  readonly status?: string | undefined
  readonly expectedStatus: string
  attach(name: string, what: { body: string; contentType: string }): Promise<void>
}

export interface SessionOfTest {
  readonly latchkey: Pick<Latchkey, 'openSession'>
  /** The state that the session begins with, or the path of its file. */
  readonly state: SessionState | string | undefined
  readonly settings?: Partial<Settings> | undefined
  /** A case that the session replays, or the path of its file: after the state and the settings. */
  readonly replay?: CaseFile | string | undefined
  /** Passkeys that the session has beside its state. */
  readonly credentials?: readonly PlaywrightCredential[]
  readonly test: RunningTest
  /** Gets the end of the session, which is then not waited for: sessions share nothing, so the next test need not know. */
  readonly endLater?: (ending: Promise<void>) => void
}

/**
 * Opens a session, runs the test with it, and ends the session in any case. A failed test gets Latchkey's record, which
 * says why Latchkey refused: pages do not learn that. It also gets the case of the last ceremony.
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
    if (replay !== undefined) await session.replay(replay)
    await use(session)
    if (test.status !== test.expectedStatus) {
      await attachRecord(session, test)
      await attachCase(session, test)
    }
  } finally {
    // A session of a Latchkey that has ended is over too. An error here would hide the test's own.
    const ending = session.end().catch(() => undefined)
    if (endLater) endLater(ending)
    else await ending
  }
}

async function attachRecord(session: PasskeySession, test: RunningTest): Promise<void> {
  await test.attach('latchkey', {
    body: JSON.stringify(await readRecord(session), null, 2),
    contentType: 'application/json',
  })
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

/** For `latchkey inspect` and the window. A session without a ceremony, and one that has ended, has none. */
async function attachCase(session: PasskeySession, test: RunningTest): Promise<void> {
  const one = await session.saveCase().catch(() => undefined)
  if (!one) return
  await test.attach('latchkey-case', {
    body: JSON.stringify(one, null, 2),
    contentType: 'application/json',
  })
}
