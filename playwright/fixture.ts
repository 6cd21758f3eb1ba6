/**
 * `latchkey/playwright`: Playwright's `test` with passkeys, in any of its browsers (docs/playwright.md).
 */
import { test as base, type TestInfo } from '@playwright/test'
import { Latchkey, type Address, type StartOptions } from './client/latchkey.js'
import type { PasskeySession } from './client/passkey-session.js'
import type { SessionState } from './client/types/run.js'

export { expect } from '@playwright/test'

export interface PasskeyOptions {
  /** What each test's session begins with: a state, or the file that `passkeys.state({ path })` wrote. */
  passkeysState: SessionState | string | undefined
}

export interface PasskeyFixtures {
  /** The passkeys of this test, and its user. The script is in all pages of `context`. */
  passkeys: PasskeySession
}

export interface LatchkeyOptions {
  /**
   * Where Latchkey runs, or how it is started. Left out, the environment says where, by `LATCHKEY_URL` or
   * `LATCHKEY_AUTOMATION_FILE`; where it says nothing either, each worker starts `latchkey`.
   */
  latchkeyOptions: Address | StartOptions
}

export interface LatchkeyFixtures {
  /** Latchkey itself: one for all tests of a worker. */
  latchkey: Latchkey
}

export const test = base.extend<
  PasskeyOptions & PasskeyFixtures,
  LatchkeyOptions & LatchkeyFixtures
>({
  latchkeyOptions: [fromEnvironment(), { scope: 'worker', option: true }],

  latchkey: [
    async ({ latchkeyOptions }, use) => {
      const latchkey = await openLatchkey(latchkeyOptions)
      await use(latchkey)
      await latchkey.end()
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  passkeysState: [undefined, { option: true }],

  passkeys: async ({ latchkey, passkeysState }, use, testInfo) => {
    const session = await latchkey.openSession()
    if (passkeysState !== undefined) await session.restore(passkeysState)
    await use(session)
    if (testInfo.status !== testInfo.expectedStatus) await attachRecord(session, testInfo)
    await session.end()
  },

  // Here and not beside `passkeys`: no hook and no other fixture can open a page before.
  context: async ({ context, passkeys }, use) => {
    await context.addInitScript({ content: await passkeys.script() })
    await use(context)
  },
})

function fromEnvironment(): Address | StartOptions {
  const { LATCHKEY_URL: url, LATCHKEY_AUTOMATION_FILE: automationFile } = process.env
  if (url !== undefined) return { url }
  return automationFile === undefined ? {} : { automationFile }
}

function openLatchkey(options: Address | StartOptions): Promise<Latchkey> {
  const runs = 'url' in options || 'automationFile' in options
  return runs ? Latchkey.connect(options) : Latchkey.start(options)
}

/** What Latchkey did in a test that failed, and why: pages are not told. */
async function attachRecord(session: PasskeySession, testInfo: TestInfo): Promise<void> {
  const [record, passkeys, rules] = await Promise.all([
    session.activity(),
    session.list(),
    session.rules(),
  ])
  await testInfo.attach('latchkey', {
    body: JSON.stringify({ record, passkeys, rules }, null, 2),
    contentType: 'application/json',
  })
}
