/** A page with the page's script, as it is shipped, in a real Chromium, and a bridge that says what the test wants. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { authenticationJson, registrationJson } from './credential-json'
import { buildPageScript, FakeBridge, PageServer } from './fake-bridge'
import { GRANT } from './scripted-bridge'

/** What a ceremony ended in: a value, or an error's class, name and message. */
export interface Outcome {
  readonly value?: unknown
  readonly error?: { readonly type: string; readonly name: string; readonly message: string }
}

export class ChromiumPage {
  code = ''
  bridge!: FakeBridge
  pages!: PageServer
  context!: BrowserContext
  page!: Page
  /** What the page has written to its console. */
  logged: string[] = []
  #browser: Browser | undefined

  /** Gives each test of the file a page and a bridge of its own. */
  static forEachTest(): ChromiumPage {
    const made = new ChromiumPage()
    beforeAll(() => made.#launch())
    afterAll(() => made.#quit())
    beforeEach(() => made.#begin())
    afterEach(() => made.#end())
    return made
  }

  /** The script's element. */
  tag(attributes = '', port = this.bridge.port): string {
    return `<script src="http://127.0.0.1:${port}/latchkey.js" ${attributes}></script>`
  }

  /** Opens a page that loads the script before `html`. */
  async open({ attributes = '', html = '', headers = {} } = {}): Promise<void> {
    await this.page.goto(this.pages.add({ html: this.tag(attributes) + html, headers }))
  }

  /** Opens a page without the script. */
  async openBare(): Promise<void> {
    await this.page.goto(this.pages.add({ html: '' }))
  }

  /** As if the page had been paired at some other time. */
  async pairBefore(): Promise<void> {
    this.bridge.script.grants.set(GRANT.grant, GRANT.token)
    await this.context.addInitScript(([key, grant]) => localStorage.setItem(key, grant), [
      `latchkey:127.0.0.1:${this.bridge.port}`,
      JSON.stringify(GRANT),
    ] as const)
  }

  /** The app dies. */
  stopApp(): Promise<void> {
    return this.bridge.stop()
  }

  /** It starts again at the same port, with all that it knew. */
  async startApp(): Promise<void> {
    const { port, script } = this.bridge
    this.bridge = await FakeBridge.start(this.code, { script, port })
  }

  state(): Promise<string | undefined> {
    return this.page.evaluate(() => window.latchkey?.state)
  }

  /** Calls `create` with valid options, and reads whatever a page can read of the outcome. */
  create(changed: Record<string, unknown> = {}): Promise<Outcome> {
    return this.page.evaluate(async (members) => {
      try {
        const made = (await navigator.credentials.create({
          publicKey: {
            rp: { name: 'Example' },
            user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' },
            challenge: Uint8Array.of(1, 2, 3),
            pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
          },
          ...members,
        })) as PublicKeyCredential
        return { value: made.toJSON() }
      } catch (error) {
        if (!(error instanceof Error)) return { value: error }
        const { name, message } = error
        return { error: { type: error.constructor.name, name, message } }
      }
    }, changed)
  }

  async #launch(): Promise<void> {
    this.pages = await PageServer.start()
    this.code = await buildPageScript()
    this.#browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    })
  }

  async #quit(): Promise<void> {
    // Where the start failed, that failure is the one to be seen.
    await this.#browser?.close()
    await this.pages.stop()
  }

  async #begin(): Promise<void> {
    this.bridge = await FakeBridge.start(this.code)
    this.bridge.script.answer = ({ t, id }) => ({
      t: 'result',
      id,
      credential: t === 'create' ? registrationJson() : authenticationJson(),
    })
    if (!this.#browser) throw new Error('the browser did not start')
    this.context = await this.#browser.newContext()
    this.page = await this.context.newPage()
    this.logged = []
    this.page.on('console', (message) => this.logged.push(message.text()))
  }

  async #end(): Promise<void> {
    await this.context.close()
    await this.bridge.stop()
  }
}
