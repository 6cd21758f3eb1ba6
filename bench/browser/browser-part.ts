/**
 * `npm run bench -- browser`: `get()` and `create()` in one Chromium. The sides take turns: the bridge of a real
 * Electron main process, and the virtual authenticators of Chromium and of Playwright.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../../demo/drive/browser'
import { build } from '../../scripts/build'
import { inProject } from '../../scripts/project-paths'
import { buildContest, buildMeasuredApp } from '../build'
import { tell } from '../progress'
import type { Section } from '../report'
import { createSection, getSection, latchkeyName, STORED } from './findings'
import { startMeasuredApp, type MeasuredApp } from './measured-app'
import { servePages, type PageServer } from './page-server'
import { runRounds } from './rounds'
import { KEEPINGS } from './settings'
import { chromiumSide, latchkeySide, openPage, playwrightSide, type Side } from './sides'

/** What to end after the run, the newest first. */
type Ending = (() => unknown)[]

export interface BrowserResult {
  readonly chromium: string
  readonly electron: string
  readonly sections: readonly Section[]
}

export async function measureBrowser(): Promise<BrowserResult> {
  const ending: Ending = []
  try {
    tell('browser: building')
    await build()
    await buildMeasuredApp()
    const pages = await servePages(await buildContest())
    ending.push(() => pages.close())
    const apps = await startApps(pages, ending)
    const browser = await launchChromium()
    ending.push(() => browser.close())
    const sides = await takeSides(browser, pages, apps)
    const { gets, creates } = await runRounds(sides)
    return {
      chromium: browser.version(),
      electron: apps[0]?.electron ?? '',
      sections: [getSection(gets), createSection(creates)],
    }
  } finally {
    for (const end of ending.reverse()) await end()
  }
}

/** Starts one app for each vault size, so that no app has the passkeys of another size in memory. */
async function startApps(pages: PageServer, ending: Ending): Promise<MeasuredApp[]> {
  const apps: MeasuredApp[] = []
  for (const stored of STORED) {
    tell(`browser: an Electron with ${stored} passkeys in each of its vaults`)
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
    ending.push(() => rmSync(folder, { recursive: true, force: true }))
    const pageScript = inProject('out', 'page', 'latchkey.js')
    const { origin, rpId } = pages
    const app = await startMeasuredApp({ folder, stored, origin, rpId, pageScript })
    ending.push(() => app.quit())
    apps.push(app)
  }
  return apps
}

async function takeSides(
  browser: Browser,
  pages: PageServer,
  apps: readonly MeasuredApp[],
): Promise<readonly Side[]> {
  const page = await openPage(await browser.newContext(), pages)
  const sides: Side[] = [await chromiumSide(browser, pages), await playwrightSide(browser, pages)]
  await page.evaluate((port) => window.contest.connect(port), apps[0]?.echoPort ?? 0)
  for (const keeping of KEEPINGS)
    for (const [i, stored] of STORED.entries())
      sides.push(
        await latchkeySide(page, latchkeyName(keeping, stored), apps[i]?.ports[keeping] ?? 0),
      )
  return sides
}
