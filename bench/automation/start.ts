/** Measures the time from the start of Latchkey in automation mode to a page's first ceremony. */
import { spawnSync } from 'node:child_process'
import type { Browser } from 'playwright-core'
import { Latchkey } from '../../playwright/client/latchkey'
import { nodeAutomation } from '../../test/support/automation-app'
import type { PageServer } from '../browser/page-server'
import { tenths } from '../progress'
import type { Section } from '../report'
import { Samples } from '../samples'

const ROUNDS = 20
const READY_GOAL_MS = 150
const GOAL_MS = 2000

const NODE = 'a Node that does nothing'
const READY = 'until it can be driven'
const SESSION = 'until the first session is open'
const FIRST = 'until the first create() is done'

/** @param browser a running browser, because it also runs when a test begins. */
export async function measureStart(browser: Browser, pages: PageServer): Promise<Section> {
  const samples = new Samples()
  const progress = tenths('automation: starts', ROUNDS)
  const command = nodeAutomation
  for (let round = 0; round < ROUNDS; round++) {
    await measureOne(browser, pages, command, samples)
    progress(round + 1)
  }
  return {
    title: 'Starting Latchkey for test drivers',
    rows: samples.rows([NODE, READY, SESSION, FIRST]),
    findings: [
      { what: READY, value: samples.median(READY), unit: 'ms', goal: { atMost: READY_GOAL_MS } },
      { what: FIRST, value: samples.median(FIRST), unit: 'ms', goal: { atMost: GOAL_MS } },
    ],
  }
}

async function measureOne(
  browser: Browser,
  pages: PageServer,
  command: readonly string[],
  samples: Samples,
): Promise<void> {
  const nodeStart = performance.now()
  spawnSync(process.execPath, ['--eval', '0'])
  samples.add(NODE, [performance.now() - nodeStart])
  const start = performance.now()
  const latchkey = await Latchkey.start({ command })
  samples.add(READY, [performance.now() - start])
  const passkeys = await latchkey.openSession()
  samples.add(SESSION, [performance.now() - start])
  const context = await browser.newContext()
  await context.addInitScript({ content: await passkeys.script() })
  const page = await context.newPage()
  await page.goto(pages.origin)
  await page.evaluate(() => window.contest.register())
  samples.add(FIRST, [performance.now() - start])
  await context.close()
  await latchkey.end()
}
