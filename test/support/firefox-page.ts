/** A page with the page's script in a real Firefox. */
import { launch, type Browser, type BrowserContext, type Page } from 'puppeteer-core'
import { ScriptPage } from './script-page'

export class FirefoxPage extends ScriptPage {
  page!: Page
  #browser: Browser | undefined
  #context: BrowserContext | undefined

  static forEachTest(): FirefoxPage {
    return new FirefoxPage().forEachTest()
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

  protected async launch(): Promise<void> {
    this.#browser = await launch({
      browser: 'firefox',
      executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
      headless: true,
    })
  }

  protected async quit(): Promise<void> {
    await this.#browser?.close()
  }

  protected async openTab(): Promise<void> {
    if (!this.#browser) throw new Error('the browser did not start')
    this.#context = await this.#browser.createBrowserContext()
    this.page = await this.#context.newPage()
    this.page.on('console', (message) => this.logged.push(message.text()))
  }

  protected async closeTab(): Promise<void> {
    await this.#context?.close()
  }
}
