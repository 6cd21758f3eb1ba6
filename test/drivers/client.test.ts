/** The client for tests with the built automation: many sessions at once. */
import type { Browser as Chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../demo/drive/browser'
import { DemoPage } from '../../demo/drive/demo-page'
import { startDemo } from '../../demo/start-demo'
import { Latchkey, type PasskeySession, type SessionEvent } from '../../playwright/client/latchkey'
import { nodeAutomation } from '../support/automation-app'

let latchkey: Latchkey

beforeAll(async () => {
  latchkey = await Latchkey.start({ command: nodeAutomation })
})

afterAll(() => latchkey.end())

const relyingParty = () => startDemo({ port: 0, bridgeScript: null })

describe('twenty sessions at once', () => {
  const users = Array.from({ length: 20 }, (_, index) => `user-${index}`)

  /** The limit with twenty active pages on two cores. */
  const PATIENCE_MS = 120_000

  let chromium: Chromium

  beforeAll(async () => {
    chromium = await launchChromium()
  })

  afterAll(() => chromium.close())

  /** The test of one user, from an empty browser to the end of the session. */
  async function test(userName: string) {
    const passkeys = await latchkey.openSession()
    const context = await chromium.newContext()
    await context.addInitScript({ content: await passkeys.script() })
    context.setDefaultTimeout(PATIENCE_MS)
    const page = new DemoPage(await context.newPage())
    // Each session has its own user. Otherwise every page would show all accounts, because the RP ID is the same.
    const demo = await relyingParty()
    await page.open(demo.origin)
    await page.createPasskey({ userName, displayName: userName })
    const registered = await page.outcome(PATIENCE_MS)
    await page.signOut()
    await page.outcome(PATIENCE_MS)
    await page.signIn()
    const outcome = await page.outcome(PATIENCE_MS)
    const { signedIn, accounts } = await page.state()
    await context.close()
    await demo.close()
    const account = accounts.find(({ userId }) => userId === signedIn)
    return { passkeys, registered, outcome, account }
  }

  async function told(passkeys: PasskeySession): Promise<SessionEvent[]> {
    const events: SessionEvent[] = []
    for await (const event of passkeys.events()) {
      events.push(event)
      if (event.type === 'ceremonyFinished' && event.ceremony === 'get') break
    }
    return events
  }

  it('do not affect each other', { timeout: 4 * PATIENCE_MS }, async () => {
    const tests = await Promise.all(users.map(test))
    for (const [index, { passkeys, registered, outcome, account }] of tests.entries()) {
      const userName = users[index]
      expect(registered.good && outcome.good).toBe(true)
      expect(account?.userName).toBe(userName)
      const [passkey, ...others] = await passkeys.list()
      expect([passkey?.userName, others]).toEqual([userName, []])
      expect(account?.passkeys.map(({ credentialId }) => credentialId)).toEqual([passkey?.id])
      const said = JSON.stringify([await told(passkeys), await passkeys.activity()])
      expect(new Set(said.match(/user-\d+/g))).toEqual(new Set([userName]))
      expect(said).toContain(passkey?.id)
    }
    const { passkeys: first } = tests[0] ?? {}
    const { passkeys: second } = tests[1] ?? {}
    await first?.end()

    expect(await second?.list()).toHaveLength(1)
  })
})
