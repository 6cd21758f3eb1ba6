/**
 * One page in a real browser, with two implementations of WebAuthn in it: the browser's own, answered by its virtual
 * authenticator, and Latchkey's, through the page's script and a real bridge.
 */
import { systemClock } from '../../../src/main/platform/system-clock'
import type { Latchkey } from '../../../src/main/start/latchkey'
import type { ImmediateGet } from '../../../src/shared/authenticator-settings'
import { PLATFORM_AUTHENTICATOR } from '../../../src/main/webauthn/authenticator/description'
import { buildPageScript, PageServer } from '../fake-bridge'
import { answerPairings, startLatchkey } from '../latchkey'
import { describedAs, type AuthenticatorKind } from './authenticator-kinds'
import type { Case } from './case'
import { comparable } from './comparable'
import { differences, type Difference } from './compare'

/** A frame in a page at localhost. */
export interface FramePlace {
  readonly host: string
  readonly allow?: string
  readonly sandbox?: string
}

/** A document in the browser. */
export interface FrameInBrowser {
  url(): string
  /** @param expression its value, or what its promise resolves with. */
  evaluate(expression: string): Promise<unknown>
}

export interface Place {
  readonly host?: string
  /** Whether the browser's authenticator has them. */
  readonly extensions?: boolean
  readonly headers?: Readonly<Record<string, string>>
  /** A frame in the page, in which the cases then run. The page itself has no script. */
  readonly frame?: FramePlace
}

/** The parts that both browsers share: Latchkey, and a server for pages. */
export interface SharedParts {
  readonly latchkey: Latchkey
  readonly pages: PageServer
  /** The script's element. */
  readonly script: string
  readonly skipTime: () => void
  readonly setAuthenticator: (kind: AuthenticatorKind) => void
}

/** @param immediateGet as the browser itself does. */
export async function startShared(immediateGet: ImmediateGet): Promise<SharedParts> {
  const code = await buildPageScript()
  const system = systemClock()
  let skipped = 0
  const clock = { ...system, monotonic: () => system.monotonic() + skipped }
  let description = PLATFORM_AUTHENTICATOR
  const { latchkey, port } = await startLatchkey(undefined, {
    pageScript: code,
    clock,
    authenticator: () => description,
    immediateGet: () => immediateGet,
  })
  answerPairings(latchkey, { allow: true, duration: 'session' })
  return {
    latchkey,
    pages: await PageServer.start(),
    script: `<script src="http://127.0.0.1:${port}/latchkey.js"></script>`,
    // The bridge limits messages per second and dialogs per minute. The rows make more of them than a page would.
    skipTime: () => {
      skipped += 60_000
    },
    setAuthenticator: (kind) => {
      description = describedAs(kind)
      latchkey.authenticator.changed()
    },
  }
}

export abstract class BothInBrowser {
  readonly #parts: SharedParts
  #place: Place = {}
  /** Where the cases run. */
  #frame: FrameInBrowser | undefined

  protected constructor(parts: SharedParts) {
    this.#parts = parts
  }

  /** The page's frames, first the page itself. */
  protected abstract frames(): readonly FrameInBrowser[]
  protected abstract goto(address: string): Promise<void>
  /** Makes `origin` serve this document, although its host is not this machine. */
  protected abstract serve(origin: string, html: string): Promise<void>
  /** Puts one virtual authenticator into the browser, which replaces the previous one. */
  protected abstract plugIn(kind: AuthenticatorKind): Promise<void>
  /** Whether the user of the browser's authenticator answers at once, or never. */
  protected abstract setAnswers(enabled: boolean): Promise<void>
  protected abstract clearCredentials(): Promise<void>
  protected abstract setOffline(isOffline: boolean): Promise<void>
  protected abstract quit(): Promise<void>

  async stop(): Promise<void> {
    await this.quit()
    await this.#parts.pages.stop()
    await this.#parts.latchkey.close()
  }

  /** Opens a page, pairs it if its origin can be paired, and puts a new virtual authenticator into its browser. */
  async open(place: Place = {}): Promise<void> {
    const { host = 'localhost', extensions = false, headers, frame } = place
    this.#place = place
    await this.goto(
      frame ? this.#parts.pages.add({ html: '' }) : await this.#address(host, headers),
    )
    this.#frame = frame ? await this.#openFrame(frame) : this.frames()[0]
    const isPaired =
      frame?.sandbox === undefined && headers?.['content-security-policy'] === undefined
    if (isPaired) await this.#pair()
    await this.plugIn(extensions ? 'with extensions' : 'platform')
  }

  /** The members as the browser had them, and as they are after the page's script has run. */
  async shapes(): Promise<Difference[]> {
    const { native, latchkey } = (await this.#evaluate('window.both.shapes()')) as Record<
      'native' | 'latchkey',
      unknown
    >
    return differences(native, latchkey)
  }

  /** The fields in which the results of the two implementations differ in one case. */
  async run(one: Case): Promise<Difference[]> {
    await this.#prepare(one)
    const native = await this.#call('native', one)
    const latchkey = await this.#call('latchkey', one)
    await this.#cleanUp(one)
    // A call that is still pending would disturb the next case.
    const isPending = JSON.stringify([native, latchkey]).includes('"pending"')
    if (isPending || one.isOffline || one.authenticator) await this.open(this.#place)
    return differences(comparable(native), comparable(latchkey))
  }

  #call(which: 'native' | 'latchkey', { source }: Case): Promise<unknown> {
    return this.#evaluate(`window.both.run('${which}', ${JSON.stringify(source)})`)
  }

  async #prepare({ userWaits, isOffline, authenticator }: Case): Promise<void> {
    if (authenticator) {
      await this.plugIn(authenticator)
      this.#parts.setAuthenticator(authenticator)
    }
    await this.setAnswers(!userWaits)
    const { origin } = new URL(this.#frame?.url() ?? '')
    this.#parts.latchkey.answersByItself.set(origin, !userWaits)
    if (isOffline) await this.setOffline(true)
  }

  /** Empties both sides before each case, because Chromium's authenticator has room for three passkeys. */
  async #cleanUp({ isOffline, authenticator }: Case): Promise<void> {
    if (isOffline) await this.setOffline(false)
    if (authenticator) this.#parts.setAuthenticator('platform')
    await this.clearCredentials()
    const { passkeys } = this.#parts.latchkey.vault
    for (const { credentialId } of passkeys.list()) await passkeys.trash(credentialId, 'test')
    this.#parts.skipTime()
  }

  /** Puts a frame into the page, with the script in it. */
  async #openFrame({ host, allow = '', sandbox }: FramePlace): Promise<FrameInBrowser> {
    const address = await this.#address(host)
    await this.frames()[0]?.evaluate(`new Promise((resolve) => {
      const frame = document.createElement('iframe')
      frame.allow = ${JSON.stringify(allow)}
      ${sandbox === undefined ? '' : `frame.setAttribute('sandbox', ${JSON.stringify(sandbox)})`}
      frame.src = ${JSON.stringify(address)}
      frame.onload = () => resolve()
      document.body.append(frame)
    })`)
    const frame = this.frames().find((one) => one.url() === address)
    if (!frame) throw new Error('the frame is not in the page')
    return frame
  }

  /** The address of a new page with the script. */
  async #address(host: string, headers?: Readonly<Record<string, string>>): Promise<string> {
    const { script } = this.#parts
    const address = new URL(this.#parts.pages.add({ html: script, ...(headers && { headers }) }))
    if (host.startsWith('https:')) {
      await this.serve(host, `<!doctype html><title>Example</title>${script}`)
      return `${host}${address.pathname}`
    }
    address.hostname = host
    return address.href
  }

  async #pair(): Promise<void> {
    await this.#evaluate('window.latchkey.pair()')
  }

  async #evaluate(expression: string): Promise<unknown> {
    return this.#frame?.evaluate(expression)
  }
}
