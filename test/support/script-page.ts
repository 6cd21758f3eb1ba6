/** A page with the shipped page script in a real browser, and a bridge that sends what the test wants. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { authenticationJson, registrationJson } from './credential-json'
import { buildPageScript, FakeBridge, PageServer } from './fake-bridge'
import { GRANT } from './scripted-bridge'

/** The result of a ceremony: a value, or an error's class, name and message. */
export interface Outcome {
  readonly value?: unknown
  readonly error?: { readonly type: string; readonly name: string; readonly message: string }
}

/** The parts of a page. */
export interface PageParts {
  /** The attributes of the script's element. */
  readonly attributes?: string
  /** The markup before the script's element, and after it. */
  readonly before?: string
  readonly html?: string
  readonly headers?: Readonly<Record<string, string>>
}

export abstract class ScriptPage {
  code = ''
  bridge!: FakeBridge
  pages!: PageServer
  /** What the page has written to its console. */
  logged: string[] = []

  abstract goto(address: string): Promise<void>
  /** Runs a function in the page. */
  abstract run<Argument, Result>(
    work: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>
  protected abstract launch(): Promise<void>
  protected abstract quit(): Promise<void>
  protected abstract openTab(): Promise<void>
  protected abstract closeTab(): Promise<void>

  /** Gives each test of the file, or of the `describe`, a page and a bridge of its own. */
  protected forEachTest(): this {
    beforeAll(async () => {
      this.pages = await PageServer.start()
      this.code = await buildPageScript()
      await this.launch()
    })
    afterAll(async () => {
      await this.quit()
      await this.pages.stop()
    })
    beforeEach(() => this.#begin())
    afterEach(async () => {
      await this.closeTab()
      await this.bridge.stop()
    })
    return this
  }

  /** The script's element. */
  tag(attributes = '', port = this.bridge.port): string {
    return `<script src="http://127.0.0.1:${port}/latchkey.js" ${attributes}></script>`
  }

  /** Opens a page that loads the script before `html`. */
  open({ attributes = '', before = '', html = '', headers = {} }: PageParts = {}): Promise<void> {
    return this.goto(this.pages.add({ html: before + this.tag(attributes) + html, headers }))
  }

  /** Opens a page that was paired earlier. */
  openPaired(parts: PageParts = {}): Promise<void> {
    this.bridge.script.grants.set(GRANT.grant, GRANT.token)
    const item = [`latchkey:127.0.0.1:${this.bridge.port}`, JSON.stringify(GRANT)]
    const keep = `<script>localStorage.setItem(...${JSON.stringify(item)})</script>`
    return this.open({ ...parts, before: keep + (parts.before ?? '') })
  }

  /** Opens a page without the script. */
  openBare(): Promise<void> {
    return this.goto(this.pages.add({ html: '' }))
  }

  /** Ends the app as a crash does. */
  stopApp(): Promise<void> {
    return this.bridge.stop()
  }

  /** Starts the app again at the same port, with everything that it knew. */
  async startApp(): Promise<void> {
    const { port, script } = this.bridge
    this.bridge = await FakeBridge.start(this.code, { script, port })
  }

  state(): Promise<string | undefined> {
    return this.run(() => window.latchkey?.state, undefined)
  }

  /** Calls `create` with valid options, and reads whatever a page can read of the outcome. */
  create(changed: Record<string, unknown> = {}): Promise<Outcome> {
    return this.run(async (members) => {
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

  async #begin(): Promise<void> {
    this.bridge = await FakeBridge.start(this.code)
    this.bridge.script.answer = ({ t, id }) => ({
      t: 'result',
      id,
      credential: t === 'create' ? registrationJson() : authenticationJson(),
    })
    this.logged = []
    await this.openTab()
  }
}
