/** Everything together: the app, a relying party, and its page in a real Chromium. */
import type { Browser } from 'playwright-core'
import { AppWindow } from '../../demo/drive/app-window'
import { launchChromium } from '../../demo/drive/browser'
import { DemoPage } from '../../demo/drive/demo-page'
import { bridgeScriptAt, startDemo } from '../../demo/start-demo'
import { launchApp, type LaunchOptions, type RunningApp } from './app'

export interface Stage {
  readonly app: RunningApp
  readonly window: AppWindow
  readonly demo: Awaited<ReturnType<typeof startDemo>>
  readonly browser: Browser
  readonly page: DemoPage
  /** Ends the processes that still run. */
  strike(): Promise<void>
}

export async function setStage(options: LaunchOptions = {}): Promise<Stage> {
  const [app, browser] = await Promise.all([launchApp(options), launchChromium()])
  return stageOf(app, browser)
}

/**
 * The stage of the next test: a new relying party and its page, in the app and the browser of the test before. The app
 * holds no passkey and knows no page. It keeps its settings, and the record of what pages of other origins did.
 *
 * @param last left out: starts the app and the browser
 */
export async function nextStage(last: Stage | undefined): Promise<Stage> {
  if (last === undefined) return setStage()
  const { app, browser, demo } = last
  await Promise.all([...browser.contexts().map((context) => context.close()), demo.close()])
  await forgetEverything(app)
  return stageOf(app, browser)
}

async function stageOf(app: RunningApp, browser: Browser): Promise<Stage> {
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

/** Deletes all passkeys, ends all pairings and opens the window again with the passkeys, without notices and details. */
async function forgetEverything({ window: page }: RunningApp): Promise<void> {
  await page.evaluate(async () => {
    const { main } = window
    function value<T>(reply: { ok: true; value: T } | { ok: false; error: { message: string } }) {
      if (!reply.ok) throw new Error(reply.error.message)
      return reply.value
    }
    const { passkeys } = value(await main.listPasskeys())
    value(await main.deletePasskeys(passkeys.map(({ id }) => id)))
    const trashed = value(await main.listTrash()).map(({ passkey }) => passkey.id)
    if (trashed.length > 0) value(await main.deleteForever(trashed))
    for (const { origin } of value(await main.listPages())) value(await main.forgetPage(origin))
    // The window opens with the view that it showed last.
    value(await main.keepView('passkeys'))
  })
  await page.reload()
}

export const ada = { userName: 'ada@example.org', displayName: 'Ada Byron' }

/**
 * Pairs for 30 days, so that another start of the app still knows the page, and makes a passkey. Waits until the window has
 * the passkey, because the page and the window learn of it in different ways.
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

/** What the app knows about its only page, for a test that changed the page in the window. */
export async function pageSettings({ app }: Pick<Stage, 'app'>) {
  const reply = await app.window.evaluate(() => window.main.listPages())
  const [page] = reply.ok ? reply.value : []
  return { signalPolicy: page?.signalPolicy, answersByItself: page?.answersByItself }
}
