/**
 * `npm run bench -- automation`: how long a test waits. Measures the time from the start of Latchkey in automation mode
 * to the first ceremony. Compares ceremonies that a script answers with ceremonies over the app's bridge and with
 * ceremonies of the browser's own authenticators.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchChromium } from '../../demo/drive/browser'
import { build } from '../../scripts/build'
import { inProject } from '../../scripts/project-paths'
import { servePages, type PageServer } from '../browser/page-server'
import { startMeasuredApp, type MeasuredApp } from '../browser/measured-app'
import { buildContest, buildMeasuredApp } from '../build'
import { tell } from '../progress'
import type { Section } from '../report'
import { measureCeremonies } from './ceremonies'
import { measureStart } from './start'
import { measureWholeTests } from './whole-test'

export async function measureAutomation(): Promise<readonly Section[]> {
  tell('automation: building')
  await build()
  await buildMeasuredApp()
  const pages = await servePages(await buildContest())
  const browser = await launchChromium()
  try {
    return [
      await measureStart(browser, pages),
      await measureWholeTests(browser, pages),
      ...(await withApp(pages, (app) => measureCeremonies(browser, pages, app))),
    ]
  } finally {
    await browser.close()
    pages.close()
  }
}

/** The app with one passkey in each of its vaults. */
async function withApp<T>(pages: PageServer, work: (app: MeasuredApp) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const { origin, rpId } = pages
  const pageScript = inProject('out', 'page', 'latchkey.js')
  const app = await startMeasuredApp({ folder, stored: 1, origin, rpId, pageScript })
  try {
    return await work(app)
  } finally {
    await app.quit()
    rmSync(folder, { recursive: true, force: true })
  }
}
