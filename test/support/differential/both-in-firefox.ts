/**
 * Both implementations in a page of Firefox. Its virtual authenticators work without geckodriver: WebDriver BiDi gives a
 * test access to the browser's own scope, which has the service that geckodriver's commands call.
 */
import { launch, type Browser, type Frame, type Page } from 'puppeteer-core'
import { virtualOptions, type AuthenticatorKind } from './authenticator-kinds'
import { BothInBrowser, startShared, type SharedParts } from './both-in-browser'
import { installBoth } from './page'

/** WebDriver BiDi of Puppeteer. Puppeteer's types do not export it. */
interface Bidi {
  send(method: string, parameters: object): Promise<{ result: unknown }>
}

interface Evaluated {
  readonly type: 'success' | 'exception'
  readonly result?: { readonly value?: string }
}

const SERVICE = "Cc['@mozilla.org/webauthn/service;1'].getService(Ci.nsIWebAuthnService)"
/** While Firefox looks for USB keys, it does not ask virtual authenticators, and waits for a key that never comes. */
const USB_KEYS = 'security.webauth.webauthn_enable_usbtoken'

export class BothInFirefox extends BothInBrowser {
  readonly #browser: Browser
  readonly #page: Page
  readonly #bidi: Bidi
  /** The browser's own window. */
  readonly #context: string
  #authenticatorId = ''

  private constructor(parts: SharedParts, page: Page, bidi: Bidi, context: string) {
    super(parts)
    this.#browser = page.browser()
    this.#page = page
    this.#bidi = bidi
    this.#context = context
  }

  static async start(): Promise<BothInFirefox> {
    const parts = await startShared('unsupported')
    const browser = await launch({
      browser: 'firefox',
      executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
      headless: true,
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: { 'security.webauth.webauthn_enable_softtoken': true, [USB_KEYS]: false },
    })
    const page = await browser.newPage()
    await page.evaluateOnNewDocument(installBoth)
    const bidi = (browser as unknown as { connection: Bidi }).connection
    const tree = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 })
    const [window] = (tree.result as { contexts: { context: string }[] }).contexts
    if (!window) throw new Error('Firefox has no window')
    return new BothInFirefox(parts, page, bidi, window.context)
  }

  protected frames(): readonly Frame[] {
    return this.#page.frames()
  }

  protected async goto(address: string): Promise<void> {
    await this.#page.goto(address)
  }

  protected serve(): Promise<void> {
    return Promise.reject(new Error('Firefox opens pages of this machine alone'))
  }

  protected async plugIn(kind: AuthenticatorKind): Promise<void> {
    if (this.#authenticatorId)
      await this.#inBrowser(`${SERVICE}.removeVirtualAuthenticator('${this.#authenticatorId}')`)
    const { protocol, transport, hasResidentKey, hasUserVerification } = virtualOptions(kind)
    const flags = [hasResidentKey, hasUserVerification, true, hasUserVerification].join()
    this.#authenticatorId = await this.#inBrowser(
      `${SERVICE}.addVirtualAuthenticator('${protocol}', '${transport}', ${flags})`,
    )
  }

  protected async setAnswers(enabled: boolean): Promise<void> {
    await this.#inBrowser(`Services.prefs.setBoolPref('${USB_KEYS}', ${!enabled})`)
  }

  protected async clearCredentials(): Promise<void> {
    await this.#inBrowser(`${SERVICE}.removeAllCredentials('${this.#authenticatorId}')`)
  }

  protected setOffline(isOffline: boolean): Promise<void> {
    return this.#page.setOfflineMode(isOffline)
  }

  protected quit(): Promise<void> {
    return this.#browser.close()
  }

  /** Evaluates an expression in the scope of the browser itself. @returns its value as a string. */
  async #inBrowser(expression: string): Promise<string> {
    const { result } = await this.#bidi.send('script.evaluate', {
      expression: `String(${expression})`,
      target: { context: this.#context },
      awaitPromise: false,
    })
    const { type, result: value } = result as Evaluated
    if (type !== 'success') throw new Error(`Firefox did not evaluate ${expression}`)
    return value?.value ?? ''
  }
}
