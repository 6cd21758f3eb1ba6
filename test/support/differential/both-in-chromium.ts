/** Both implementations in a page of Chromium. */
import { chromium, type Browser, type CDPSession, type Frame, type Page } from 'playwright-core'
import { chromiumArguments } from '../../../demo/drive/chromium-arguments'
import { VIRTUAL_PLATFORM } from '../virtual-authenticator'
import { virtualOptions, type AuthenticatorKind } from './authenticator-kinds'
import { BothInBrowser, startShared, type SharedParts } from './both-in-browser'
import { installBoth } from './page'

/** Like Latchkey's own authenticator, as far as Chromium's can be configured. */
const LIKE_LATCHKEY = {
  ...VIRTUAL_PLATFORM,
  defaultBackupEligibility: true,
  defaultBackupState: true,
} as const

const EXTENSIONS = {
  hasPrf: true,
  hasLargeBlob: true,
  hasCredBlob: true,
  hasMinPinLength: true,
} as const

export class BothInChromium extends BothInBrowser {
  readonly #browser: Browser
  readonly #page: Page
  readonly #devTools: CDPSession
  #authenticatorId = ''

  private constructor(parts: SharedParts, browser: Browser, page: Page, devTools: CDPSession) {
    super(parts)
    this.#browser = browser
    this.#page = page
    this.#devTools = devTools
  }

  static async start(): Promise<BothInChromium> {
    const parts = await startShared('supported')
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        // A page at an https origin may use the bridge without asking.
        ...chromiumArguments('LocalNetworkAccessChecks', 'LocalNetworkAccessChecksWebSockets'),
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
      ],
    })
    const page = await browser.newPage()
    await page.addInitScript(installBoth)
    const devTools = await page.context().newCDPSession(page)
    await devTools.send('WebAuthn.enable')
    return new BothInChromium(parts, browser, page, devTools)
  }

  protected frames(): readonly Frame[] {
    return this.#page.frames()
  }

  protected async goto(address: string): Promise<void> {
    await this.#page.goto(address)
  }

  protected async serve(origin: string, html: string): Promise<void> {
    await this.#page.route(`${origin}/**`, (route) =>
      route.fulfill({ contentType: 'text/html', body: html }),
    )
  }

  protected async plugIn(kind: AuthenticatorKind): Promise<void> {
    if (this.#authenticatorId)
      await this.#devTools.send('WebAuthn.removeVirtualAuthenticator', {
        authenticatorId: this.#authenticatorId,
      })
    const { protocol, ...options } = virtualOptions(kind)
    const isU2f = protocol === 'ctap1/u2f'
    const added = await this.#devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...(isU2f ? {} : LIKE_LATCHKEY),
        protocol: isU2f ? 'u2f' : protocol,
        ...options,
        ...(kind === 'with extensions' && EXTENSIONS),
      },
    })
    this.#authenticatorId = added.authenticatorId
  }

  protected async setAnswers(enabled: boolean): Promise<void> {
    const authenticatorId = this.#authenticatorId
    await this.#devTools.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId,
      enabled,
    })
  }

  protected async clearCredentials(): Promise<void> {
    const authenticatorId = this.#authenticatorId
    await this.#devTools.send('WebAuthn.clearCredentials', { authenticatorId })
  }

  protected setOffline(isOffline: boolean): Promise<void> {
    return this.#page.context().setOffline(isOffline)
  }

  protected quit(): Promise<void> {
    return this.#browser.close()
  }
}
