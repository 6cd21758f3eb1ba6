/** Compares ceremonies that a script answers with those over the app's bridge and of the browser's authenticators. */
import type { Browser } from 'playwright-core'
import { Latchkey } from '../../playwright/client/latchkey'
import { nodeAutomation } from '../../test/support/automation-app'
import { quotient } from '../browser/findings'
import type { MeasuredApp } from '../browser/measured-app'
import type { PageServer } from '../browser/page-server'
import { runRounds } from '../browser/rounds'
import {
  CHROMIUM,
  chromiumSide,
  latchkeySide,
  openPage,
  PLAYWRIGHT,
  playwrightSide,
  type Side,
} from '../browser/sides'
import { tell } from '../progress'
import type { Section } from '../report'
import type { Samples } from '../samples'

const SCRIPT = 'Latchkey, a script in a session'
const WARMING_GETS = 1500
const WARMING_CREATES = 500

const APP = {
  file: 'Latchkey, the app, vault in a file',
  memory: 'Latchkey, the app, vault in memory',
} as const

export async function measureCeremonies(
  browser: Browser,
  pages: PageServer,
  app: MeasuredApp,
): Promise<readonly Section[]> {
  tell('automation: ceremonies')
  const latchkey = await Latchkey.start({ command: nodeAutomation })
  try {
    const { gets, creates } = await runRounds([
      await chromiumSide(browser, pages),
      await playwrightSide(browser, pages),
      await scriptSide(browser, pages, latchkey),
      await appSide(browser, pages, app, 'file'),
      await appSide(browser, pages, app, 'memory'),
    ])
    return [section('get', gets), section('create', creates)]
  } finally {
    await latchkey.end()
  }
}

/** Opens a page of its own for the app, as every other side has one. */
async function appSide(
  browser: Browser,
  pages: PageServer,
  { ports, echoPort }: MeasuredApp,
  keeping: 'file' | 'memory',
): Promise<Side> {
  const page = await openPage(await browser.newContext(), pages)
  await page.evaluate((port) => window.contest.connect(port), echoPort)
  return latchkeySide(page, APP[keeping], ports[keeping])
}

async function scriptSide(browser: Browser, pages: PageServer, latchkey: Latchkey): Promise<Side> {
  const passkeys = await latchkey.openSession()
  await passkeys.approve({ times: null })
  const context = await browser.newContext()
  await context.addInitScript({ content: await passkeys.script() })
  const page = await openPage(context, pages)
  await page.evaluate(() => window.contest.register())
  // The app serves two sides and the echo, so its code is compiled earlier. These calls make up for that.
  await page.evaluate((calls) => window.contest.time('get', calls), WARMING_GETS)
  await page.evaluate((calls) => window.contest.time('create', calls), WARMING_CREATES)
  return { name: SCRIPT, page, tidy: async () => undefined }
}

function section(call: 'get' | 'create', samples: Samples): Section {
  return {
    title: `A ceremony of a test: navigator.credentials.${call}()`,
    rows: samples.rows([CHROMIUM, PLAYWRIGHT, SCRIPT, APP.file, APP.memory]),
    findings: [APP.file, APP.memory, PLAYWRIGHT].map((other) =>
      quotient(samples, SCRIPT, other, 1),
    ),
  }
}
