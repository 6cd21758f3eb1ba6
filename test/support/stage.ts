/** The whole of it: the app, a relying party, and its page in a real Chromium. */
import type { Browser } from 'playwright-core'
import { AppWindow } from '../../demo/drive/app-window'
import { launchChromium } from '../../demo/drive/browser'
import { DemoPage } from '../../demo/drive/demo-page'
import { bridgeScriptAt, startDemo } from '../../demo/server'
import { launchApp, type LaunchOptions, type RunningApp } from './app'

export interface Stage {
  readonly app: RunningApp
  readonly window: AppWindow
  readonly demo: Awaited<ReturnType<typeof startDemo>>
  readonly browser: Browser
  readonly page: DemoPage
  /** Ends what still runs. */
  strike(): Promise<void>
}

export async function setStage(options: LaunchOptions = {}): Promise<Stage> {
  const [app, browser] = await Promise.all([launchApp(options), launchChromium()])
  const demo = await startDemo({
    port: 0,
    bridgeScript: bridgeScriptAt(await app.bridgePort()),
  })
  const page = new DemoPage(await browser.newPage())
  await page.open(demo.origin)
  return {
    app,
    window: new AppWindow(app.window),
    demo,
    browser,
    page,
    strike: async () => {
      await Promise.all([browser.close(), demo.close(), app.quit()])
    },
  }
}

export const ada = { userName: 'ada@example.org', displayName: 'Ada Byron' }

/**
 * Pairs for 30 days, so that another start of the app still knows the page, and makes a passkey. The window has it by then:
 * the page and the window learn of it on different ways.
 */
export async function pairAndRegister({ page, window }: Stage, names = ada): Promise<void> {
  await page.createPasskey(names)
  await window.choose('30 days')
  await window.answer('Allow')
  await window.answer('Create passkey')
  const outcome = await page.outcome()
  if (!outcome.good) throw new Error(outcome.text)
  await window.page.locator('[data-passkey-id]').waitFor()
}

/** What the app knows of its only page, for a test that changed that in the window. */
export async function pageSettings({ app }: Pick<Stage, 'app'>) {
  const reply = await app.window.evaluate(() => window.main.listPages())
  const [page] = reply.ok ? reply.value : []
  return { signalPolicy: page?.signalPolicy, answersByItself: page?.answersByItself }
}
