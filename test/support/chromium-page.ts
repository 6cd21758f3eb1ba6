/** A page with the page's script in a real Chromium. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { chromiumArguments } from '../../demo/drive/chromium-arguments'
import { GRANT } from './scripted-bridge'
import { ScriptPage } from './script-page'

/**
 * `shared`: the tests use the same tab one after another, and the tab is emptied in between, because a new tab takes most of
 * a short test's time. Only for tests that do not change the tab: no init script, no clock, no network condition.
 */
type Tab = 'new' | 'shared'

export class ChromiumPage extends ScriptPage {
  context!: BrowserContext
  page!: Page
  #browser: Browser | undefined
  #hasTab = false
  readonly #tab: Tab

  constructor(tab: Tab) {
    super()
    this.#tab = tab
  }

  static forEachTest(tab: Tab = 'new'): ChromiumPage {
    return new ChromiumPage(tab).forEachTest()
  }

  async goto(address: string): Promise<void> {
    await this.page.goto(address)
  }

  run<Argument, Result>(
    work: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result> {
    return this.page.evaluate(work as never, argument)
  }

  /** Stores a grant, as an earlier pairing does. */
  async pairBefore(): Promise<void> {
    this.bridge.script.grants.set(GRANT.grant, GRANT.token)
    await this.context.addInitScript(([key, grant]) => localStorage.setItem(key, grant), [
      `latchkey:127.0.0.1:${this.bridge.port}`,
      JSON.stringify(GRANT),
    ] as const)
  }

  protected async launch(): Promise<void> {
    this.#browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        ...chromiumArguments(),
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
      ],
      // Keeps the cache on, because users' browsers have it.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    })
  }

  protected async quit(): Promise<void> {
    // If the start failed, report its failure.
    await this.#browser?.close()
  }

  protected async openTab(): Promise<void> {
    if (this.#hasTab) return
    if (!this.#browser) throw new Error('the browser did not start')
    this.context = await this.#browser.newContext()
    this.page = await this.context.newPage()
    this.page.on('console', (message) => this.logged.push(message.text()))
    this.#hasTab = true
  }

  protected async closeTab(): Promise<void> {
    if (this.#tab === 'shared') return this.#emptyTab()
    this.#hasTab = false
    await this.context.close()
  }

  async #emptyTab(): Promise<void> {
    for (const page of this.context.pages()) if (page !== this.page) await page.close()
    await this.page.goto('about:blank')
    const tools = await this.context.newCDPSession(this.page)
    await tools.send('Storage.clearDataForOrigin', {
      origin: this.pages.origin,
      storageTypes: 'all',
    })
    await tools.detach()
  }
}
