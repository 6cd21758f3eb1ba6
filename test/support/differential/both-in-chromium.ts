/**
 * One page in a real Chromium, with two implementations of WebAuthn in it: the browser's own, answered by its
 * virtual authenticator, and Latchkey's, through the page's script and a real bridge.
 */
import { chromium, type Browser, type CDPSession, type Frame, type Page } from 'playwright-core'
import type { Latchkey } from '../../../src/main/start/latchkey'
import { systemClock } from '../../../src/main/platform/system-clock'
import { buildPageScript, PageServer } from '../fake-bridge'
import { answerPairings, startLatchkey } from '../latchkey'
import { VIRTUAL_PLATFORM } from '../virtual-authenticator'
import type { Case } from './case'
import { comparable } from './comparable'
import { differences, type Difference } from './compare'
import type { FramePlace } from './origin-cases'
import { installBoth } from './page'

/** As {@link Latchkey}'s own authenticator, as far as Chromium's can be told. */
const LIKE_LATCHKEY = {
  ...VIRTUAL_PLATFORM,
  defaultBackupEligibility: true,
  defaultBackupState: true,
} as const

const WITH_EXTENSIONS = {
  ...LIKE_LATCHKEY,
  hasPrf: true,
  hasLargeBlob: true,
  hasCredBlob: true,
  hasMinPinLength: true,
} as const

interface Place {
  readonly host?: string
  /** Whether Chromium's authenticator has them. */
  readonly extensions?: boolean
  /** Whether the page loads the script itself: by itself, it does. */
  readonly script?: boolean
}

export class BothInChromium {
  readonly page: Page
  readonly pages: PageServer
  readonly #browser: Browser
  readonly #devTools: CDPSession
  readonly #latchkey: Latchkey
  readonly #script: string
  readonly #skipTime: () => void
  #authenticatorId = ''
  #place: Place = {}

  private constructor(parts: {
    browser: Browser
    page: Page
    pages: PageServer
    devTools: CDPSession
    latchkey: Latchkey
    script: string
    skipTime: () => void
  }) {
    this.page = parts.page
    this.pages = parts.pages
    this.#browser = parts.browser
    this.#devTools = parts.devTools
    this.#latchkey = parts.latchkey
    this.#script = parts.script
    this.#skipTime = parts.skipTime
  }

  static async start(): Promise<BothInChromium> {
    const code = await buildPageScript()
    const system = systemClock()
    let skipped = 0
    const clock = { ...system, monotonic: () => system.monotonic() + skipped }
    const { latchkey, port } = await startLatchkey(undefined, { pageScript: code, clock })
    answerPairings(latchkey, { allow: true, duration: 'session' })
    const pages = await PageServer.start()
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        // A page at an https origin may use the bridge without asking.
        '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
      ],
    })
    const page = await browser.newPage()
    await page.addInitScript(installBoth)
    const devTools = await page.context().newCDPSession(page)
    await devTools.send('WebAuthn.enable')
    const script = `<script src="http://127.0.0.1:${port}/latchkey.js"></script>`
    // The bridge counts messages by the second, dialogs by the minute; rows make more than a page would.
    const skipTime = () => {
      skipped += 60_000
    }
    return new BothInChromium({ browser, page, pages, devTools, latchkey, script, skipTime })
  }

  async stop(): Promise<void> {
    await this.#browser.close()
    await this.pages.stop()
    await this.#latchkey.close()
  }

  /**
   * Opens a page, pairs it, and puts a new virtual authenticator into its browser.
   *
   * @param host one that leads to this machine, or an https origin, which is then served from here.
   */
  async open(place: Place = {}): Promise<void> {
    const { host = 'localhost', extensions = false, script = true } = place
    this.#place = place
    await this.page.goto(script ? await this.#address(host) : this.pages.add({ html: '' }))
    if (script) await this.#pair(this.page.mainFrame())
    if (this.#authenticatorId)
      await this.#devTools.send('WebAuthn.removeVirtualAuthenticator', {
        authenticatorId: this.#authenticatorId,
      })
    const options = extensions ? WITH_EXTENSIONS : LIKE_LATCHKEY
    const added = await this.#devTools.send('WebAuthn.addVirtualAuthenticator', { options })
    this.#authenticatorId = added.authenticatorId
  }

  /** Puts a frame into the page, with the script in it, and pairs it where its origin can be. */
  async openFrame({ host, allow = '', sandbox }: FramePlace): Promise<Frame> {
    const address = await this.#address(host)
    const element = await this.page.evaluateHandle(
      ({ address, allow, sandbox }) => {
        const frame = document.createElement('iframe')
        frame.allow = allow
        if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox)
        frame.src = address
        return new Promise<HTMLIFrameElement>((resolve) => {
          frame.onload = () => resolve(frame)
          document.body.append(frame)
        })
      },
      { address, allow, sandbox },
    )
    const frame = await element.contentFrame()
    if (!frame) throw new Error('the frame is not in the page')
    if (sandbox === undefined) await this.#pair(frame)
    return frame
  }

  /** The address of a new page with the script. */
  async #address(host: string): Promise<string> {
    const address = new URL(this.pages.add({ html: this.#script }))
    if (host.startsWith('https:')) {
      const body = `<!doctype html><title>Example</title>${this.#script}`
      await this.page.route(`${host}/**`, (route) =>
        route.fulfill({ contentType: 'text/html', body }),
      )
      return `${host}${address.pathname}`
    }
    address.hostname = host
    return address.href
  }

  /** Members as the browser had them, and as they are with the page's script. */
  async shapes(): Promise<Difference[]> {
    const { native, latchkey } = await this.page.evaluate(() => window.both.shapes())
    return differences(native, latchkey)
  }

  /** What the two implementations make of one case, field by field where they differ. */
  async run({ source, userWaits }: Case, frame = this.page.mainFrame()): Promise<Difference[]> {
    await this.#answer(!userWaits, frame)
    const native: unknown = await frame.evaluate((text) => window.both.run('native', text), source)
    const latchkey: unknown = await frame.evaluate(
      (text) => window.both.run('latchkey', text),
      source,
    )
    await this.#clear()
    // What still waits would be in the way of the next case.
    if (JSON.stringify([native, latchkey]).includes('"pending"')) await this.open(this.#place)
    return differences(comparable(native), comparable(latchkey))
  }

  async #pair(frame: Frame): Promise<void> {
    await frame.evaluate(() => window.latchkey!.pair())
    const origin = await frame.evaluate(() => window.origin)
    this.#latchkey.answersByItself.set(origin, true)
  }

  async #answer(enabled: boolean, frame: Frame): Promise<void> {
    const authenticatorId = this.#authenticatorId
    await this.#devTools.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId,
      enabled,
    })
    this.#latchkey.answersByItself.set(new URL(frame.url()).origin, enabled)
  }

  /** Each case finds both sides empty: Chromium's authenticator has room for three passkeys. */
  async #clear(): Promise<void> {
    const authenticatorId = this.#authenticatorId
    await this.#devTools.send('WebAuthn.clearCredentials', { authenticatorId })
    const { passkeys } = this.#latchkey.vault
    for (const { credentialId } of passkeys.list()) await passkeys.trash(credentialId, 'test')
    this.#skipTime()
  }
}
