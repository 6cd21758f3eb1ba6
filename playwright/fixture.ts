/** `latchkey/playwright`: Playwright's `test` with passkeys, in all of Playwright's browsers (docs/playwright.md). */
import {
  expect as baseExpect,
  type Expect,
  test as base,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from '@playwright/test'
import type { RelyingParty } from './audit/relying-party.js'
import { toPassAudit, type AuditMatcherOptions, type MatcherResult } from './audit/to-pass-audit.js'
import { Latchkey, type Address, type StartOptions } from './client/latchkey.js'
import type { PasskeySession } from './client/passkey-session.js'
import { EarlySession } from './client/early-session.js'
import { withSession } from './client/session-of-test.js'
import type { SessionState } from './client/types/session-state.js'
import type { CaseFile, Settings } from './client/types/wire.js'
import { toHaveNoLint, type LintedSession, type LintMatcherOptions } from './to-have-no-lint.js'
import { credentialsIn, WITHOUT_PLAYWRIGHTS_OWN } from './client/storage-state.js'

/** The matchers that `expect` has in addition to Playwright's own. */
interface Matchers {
  /** Audits a relying party. Fails for findings with at least the severity `failOn`. */
  readonly toPassAudit: (
    relyingParty: RelyingParty,
    options?: AuditMatcherOptions,
  ) => Promise<MatcherResult>
  /** Fails for lint findings in the session’s pages so far with at least the severity `failOn`. */
  readonly toHaveNoLint: (
    passkeys: LintedSession,
    options?: LintMatcherOptions,
  ) => Promise<MatcherResult>
}

/** Playwright's `expect`, with `toPassAudit` (docs/audit.md) and `toHaveNoLint` (docs/lint.md). */
export const expect: Expect<Matchers> = baseExpect.extend({
  toPassAudit: (relyingParty: RelyingParty, options: AuditMatcherOptions = {}) =>
    toPassAudit(relyingParty, options, base.info()),
  toHaveNoLint: (passkeys: LintedSession, options: LintMatcherOptions = {}) =>
    toHaveNoLint(passkeys, options),
})

export interface PasskeyOptions {
  /** The state that each test starts with, or the path of a file that `passkeys.state({ path })` wrote. */
  passkeysState: SessionState | string | undefined
  /** The settings of each test's session, such as `{ client: 'firefox' }`. Applied after `passkeysState`. */
  passkeysSettings: Partial<Settings> | undefined
  /** A case file that each test's session replays, or its path. Applied after `passkeysState` and `passkeysSettings`. */
  passkeysCase: CaseFile | string | undefined
}

export interface PasskeyFixtures {
  /** This test's own session: its passkeys and its user. All pages of `context` run the session's script. */
  passkeys: PasskeySession
}

export interface LatchkeyOptions {
  /**
   * Where Latchkey runs, or how to start it. By default the fixture connects to the Latchkey named by the environment variable
   * `LATCHKEY_URL` or `LATCHKEY_AUTOMATION_FILE`. Without them, each worker starts its own.
   */
  latchkeyOptions: Address | StartOptions
}

export interface LatchkeyFixtures {
  /** The Latchkey of the worker; all tests of the worker share it. */
  latchkey: Latchkey
}

/** What the fixtures share among themselves. */
interface InnerFixtures {
  earlySession: EarlySession
}

type OfTest = PasskeyOptions & PasskeyFixtures
type OfWorker = LatchkeyOptions & LatchkeyFixtures

/** Playwright's `test` with passkeys. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & OfTest,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & OfWorker
> = base.extend<OfTest & InnerFixtures, OfWorker>({
  latchkeyOptions: [fromEnvironment(), { scope: 'worker', option: true }],

  latchkey: [
    async ({ latchkeyOptions }, use) => {
      const latchkey = await openLatchkey(latchkeyOptions)
      await use(latchkey)
      await Promise.all(endings)
      await latchkey.end()
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  passkeysState: [undefined, { option: true }],
  passkeysSettings: [undefined, { option: true }],
  passkeysCase: [undefined, { option: true }],

  earlySession: [
    async ({ latchkey }, use) => {
      const early = new EarlySession(latchkey)
      await use(early)
      await early.endUnlessTaken()
    },
    { box: true },
  ],

  passkeys: (
    {
      earlySession: latchkey,
      passkeysState: state,
      passkeysSettings: settings,
      passkeysCase: replay,
      storageState,
    },
    use,
    test,
  ) => {
    const credentials = credentialsIn(storageState)
    return withSession({ latchkey, state, settings, replay, credentials, test, endLater }, use)
  },

  // Overrides `context`, so that every page has the script, including pages that hooks and other fixtures open. Playwright sets
  // fixtures up in the order in which they are named, so the session opens while the browser makes the context.
  context: async ({ earlySession: _early, context, passkeys }, use) => {
    const content = WITHOUT_PLAYWRIGHTS_OWN + (await passkeys.script())
    await context.addInitScript({ content })
    await use(context)
  },
})

/** The sessions of this worker's earlier tests that are still ending. */
const endings = new Set<Promise<void>>()

function endLater(ending: Promise<void>): void {
  endings.add(ending)
  void ending.then(() => endings.delete(ending))
}

function fromEnvironment(): Address | StartOptions {
  const { LATCHKEY_URL: url, LATCHKEY_AUTOMATION_FILE: automationFile } = process.env
  if (url !== undefined) return { url }
  return automationFile === undefined ? {} : { automationFile }
}

function openLatchkey(options: Address | StartOptions): Promise<Latchkey> {
  const runs = 'url' in options || 'automationFile' in options
  return runs ? Latchkey.connect(options) : Latchkey.start(options)
}
