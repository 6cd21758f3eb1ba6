/**
 * Compares whole tests: a new context and page, passkeys of its own, a registration, a sign-in, the list of passkeys, and
 * the end. The tests of all sides take turns.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { Latchkey } from '../../playwright/client/latchkey'
import { nodeAutomation } from '../../test/support/automation-app'
import { quotient } from '../browser/findings'
import type { PageServer } from '../browser/page-server'
import { addVirtualAuthenticator, CHROMIUM, PLAYWRIGHT } from '../browser/sides'
import { tenths } from '../progress'
import type { Section } from '../report'
import { Samples } from '../samples'

const ROUNDS = 40
/** The first tests do not count, because the browser and the servers are still warming up. */
const WARM_UP = 5

const BARE = 'a page without passkeys'
const LATCHKEY = 'Latchkey’s client'

/** Gives a test its passkeys. */
interface Side {
  readonly name: string
  /** Before the page is opened, and while the browser makes the context. */
  begin(opening: Promise<BrowserContext>): Promise<Passkeys>
}

interface Passkeys {
  /** After the page was opened, where the passkeys belong to a page. */
  readonly attach?: (page: Page) => Promise<void>
  readonly count: () => Promise<number>
  readonly end: () => Promise<void>
}

export async function measureWholeTests(browser: Browser, pages: PageServer): Promise<Section> {
  const latchkey = await Latchkey.start({ command: nodeAutomation })
  /** The ends of sessions, for which a test does not wait. */
  const endings: Promise<void>[] = []
  try {
    const sides = [bareSide, cdpSide, playwrightSide, latchkeySide(latchkey, endings)]
    const samples = new Samples()
    const progress = tenths('automation: whole tests', WARM_UP + ROUNDS)
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      for (const [turn] of sides.entries()) {
        const side = sides[(turn + round) % sides.length]
        if (!side) continue
        const ms = await wholeTest(browser, pages, side)
        if (round >= WARM_UP) samples.add(side.name, [ms])
      }
      progress(round + 1)
    }
    return {
      title: 'A whole test: context, page, passkeys, register, sign in, list, close',
      rows: samples.rows([BARE, CHROMIUM, PLAYWRIGHT, LATCHKEY]),
      findings: [CHROMIUM, PLAYWRIGHT].map((other) => quotient(samples, LATCHKEY, other, 1.1)),
    }
  } finally {
    await Promise.all(endings)
    await latchkey.end()
  }
}

async function wholeTest(browser: Browser, pages: PageServer, side: Side): Promise<number> {
  const start = performance.now()
  const opening = browser.newContext()
  const passkeys = await side.begin(opening)
  const context = await opening
  const page = await context.newPage()
  await passkeys.attach?.(page)
  await page.goto(pages.origin)
  if (side !== bareSide) {
    await page.evaluate(() => window.contest.register())
    await page.evaluate(() => window.contest.time('get', 1))
    const count = await passkeys.count()
    if (count !== 1) throw new Error(`${side.name} has ${count} passkeys`)
  }
  await passkeys.end()
  await context.close()
  return performance.now() - start
}

const bareSide: Side = {
  name: BARE,
  begin: async () => ({ count: async () => 0, end: async () => undefined }),
}

const cdpSide: Side = {
  name: CHROMIUM,
  begin: async () => {
    let added: Awaited<ReturnType<typeof addVirtualAuthenticator>> | undefined
    return {
      attach: async (page) => {
        added = await addVirtualAuthenticator(page)
      },
      count: async () => {
        if (!added) return NaN
        const { session, authenticatorId } = added
        const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId })
        return credentials.length
      },
      end: async () => undefined,
    }
  },
}

const playwrightSide: Side = {
  name: PLAYWRIGHT,
  begin: async (opening) => {
    const context = await opening
    await context.credentials.install()
    return {
      count: async () => (await context.credentials.get()).length,
      end: async () => undefined,
    }
  },
}

/** Does what the fixture for Playwright does. Its user agrees without a rule, as the virtual authenticator's does. */
const latchkeySide = (latchkey: Latchkey, endings: Promise<void>[]): Side => ({
  name: LATCHKEY,
  begin: async (opening) => {
    const [context, session] = await Promise.all([opening, latchkey.openSession()])
    await context.addInitScript({ content: await session.script() })
    return {
      count: async () => (await session.list()).length,
      end: async () => void endings.push(session.end()),
    }
  },
})
