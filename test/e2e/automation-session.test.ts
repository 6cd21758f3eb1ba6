/** A test driver with a session of the built app, and pages in a real Chromium. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../../demo/drive/browser'
import type { SessionEvent } from '../../src/shared/session-event'
import { command, read } from '../support/automation'
import { startAutomationApp, type AutomationApp } from '../support/automation-app'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { BORROWED, borrowMethods } from '../support/borrowed-methods'
import { PageServer } from '../support/fake-bridge'
import { VIRTUAL_PLATFORM } from '../support/virtual-authenticator'
import { featureDetection, signInRightAfterSignals } from '../support/session-page-calls'

let app: AutomationApp
let folder: string
let browser: Browser
let pages: PageServer
let session: Session

beforeAll(async () => {
  folder = temporaryFolder()
  app = await startAutomationApp([], { env: { TMPDIR: folder } })
  browser = await launchChromium()
  pages = await PageServer.start()
})

afterAll(async () => {
  await browser.close()
  await pages.stop()
  await app.stop()
  removeTemporaryFolders()
})

beforeEach(async () => {
  session = await Session.open(app)
})

interface CdpCredential {
  readonly credentialId: string
  readonly isResidentCredential: boolean
  readonly privateKey: string
  readonly signCount: number
}

const INTERNAL = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true }
const VERIFYING = { ...INTERNAL, hasUserVerification: true, isUserVerified: true }

class Session {
  readonly #url: string
  readonly id: string

  private constructor(url: string, id: string) {
    this.#url = url
    this.id = id
  }

  static async open({ url }: AutomationApp): Promise<Session> {
    const { value } = await command(url, 'POST', '/session', { capabilities: {} })
    return new Session(url, (value as { sessionId: string }).sessionId)
  }

  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await command(this.#url, method, `/session/${this.id}/latchkey/${path}`, body)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.value))
    return answer.value as T
  }

  wait(event: SessionEvent['type'], where: object = {}): Promise<SessionEvent> {
    return this.send('POST', 'wait', { event, where })
  }

  script(): Promise<string> {
    return read(`${this.#url}/session/${this.id}/latchkey.js`)
  }

  async page(): Promise<Page> {
    const page = await browser.newPage()
    await page.addInitScript(await this.script())
    await page.goto(pages.add({ html: '' }))
    return page
  }
}

/** @returns the new passkey's id. */
const create = (page: Page, name: string) =>
  page.evaluate(async (user) => {
    const credential = await navigator.credentials.create({
      publicKey: {
        challenge: new Uint8Array(32),
        rp: { name: 'Test' },
        user: { id: new TextEncoder().encode(user), name: user, displayName: user.toUpperCase() },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required' },
      },
    })
    return credential?.id ?? ''
  }, name)

/** @returns the user who signed in, or the error's name. */
const signIn = (page: Page) =>
  page.evaluate(async () => {
    try {
      const credential = (await navigator.credentials.get({
        publicKey: { challenge: new Uint8Array(32) },
      })) as PublicKeyCredential
      const { userHandle } = credential.response as AuthenticatorAssertionResponse
      return new TextDecoder().decode(userHandle ?? new ArrayBuffer())
    } catch (error) {
      return (error as DOMException).name
    }
  })

describe('a page', () => {
  it.each(['popup', 'frame'] as const)(
    'and its %s may borrow all from each other, though each has a script of its own',
    async (as) => {
      const page = await session.page()
      await page.context().addInitScript(await session.script())
      await create(page, 'ada')

      const address = pages.add({ html: '<body>' })
      expect(await page.evaluate(borrowMethods, { address, as })).toEqual(BORROWED)
    },
  )

  it('signs in with what its own signal has just left, though it did not await the signal', async () => {
    const page = await session.page()
    const id = await create(page, 'ada')
    const outcomes = await signInRightAfterSignals(page, id, 20)

    expect(outcomes).toEqual(
      Array.from({ length: 20 }, (_, round) => (round % 2 === 0 ? 'NotAllowedError' : 'signed in')),
    )
  })
})

describe('a page on a device without an authenticator', () => {
  it('learns that there is none, and uses the one that is added while it waits', async () => {
    const page = await session.page()
    await session.send('POST', 'settings', { platformAuthenticator: 'unavailable' })
    expect(await featureDetection(page)).toEqual([false, false, false])
    const created = create(page, 'ada')
    await session.wait('ceremonyStarted', { ceremony: 'create' })
    await command(app.url, 'POST', `/session/${session.id}/webauthn/authenticator`, VERIFYING)

    expect(await created).not.toBe('')
    expect(await featureDetection(page)).toEqual([true, true, true])
  })
})

describe('a driver', () => {
  it('chooses who signs in, and who does not', async () => {
    const page = await session.page()
    const ids = [await create(page, 'ada'), await create(page, 'ben')]
    const rules = [
      { action: 'approve', choose: { userName: 'ada' } },
      { action: 'approve', choose: { id: ids[1] } },
      { action: 'approve', choose: { index: 1 } },
      { action: 'deny' },
      { action: 'approve', choose: { userName: 'nobody' } },
    ]
    for (const rule of rules) await session.send('POST', 'consent', rule)
    const outcomes: string[] = []
    for (let turn = 0; turn <= rules.length; turn++) outcomes.push(await signIn(page))

    expect(outcomes).toEqual(['ada', 'ben', 'ada', 'NotAllowedError', 'NotAllowedError', 'ben'])
  })

  it('sees a conditional sign-in wait, and takes it up', async () => {
    const page = await session.page()
    await create(page, 'ada')
    const signedIn = page.evaluate(async () => {
      const credential = await navigator.credentials.get({
        mediation: 'conditional',
        publicKey: { challenge: new Uint8Array(32) },
      })
      return credential?.id
    })
    const waiting = await session.wait('ceremonyWaiting', { question: 'offer' })
    await session.send('POST', 'consent', { action: 'approve', choose: { userName: 'ada' } })

    expect(waiting).toMatchObject({ accounts: [{ userName: 'ada', id: await signedIn }] })
    expect(await session.wait('ceremonyFinished', { ceremony: 'get' })).toMatchObject({
      outcome: 'done',
      answeredBy: 'script',
    })
  })

  it('never finds a state from before a signal that the page did not await', async () => {
    const { value: authenticatorId } = await command(
      app.url,
      'POST',
      `/session/${session.id}/webauthn/authenticator`,
      INTERNAL,
    )
    const credentials = `/session/${session.id}/webauthn/authenticator/${String(authenticatorId)}/credentials`
    await session.send('POST', 'policy', { policy: 'delete' })
    const page = await session.page()
    const left: unknown[] = []
    for (let round = 0; round < 20; round++) {
      const id = await create(page, 'ada')
      await page.evaluate((credentialId) => {
        void PublicKeyCredential.signalUnknownCredential({ rpId: 'localhost', credentialId })
      }, id)
      left.push((await command(app.url, 'GET', credentials)).value)
    }

    expect(left).toEqual(Array.from({ length: 20 }, () => []))
  })

  it('learns what a page’s signal did, previews others, and undoes it', async () => {
    const page = await session.page()
    const passkeyId = await create(page, 'ada')
    await page.evaluate(() =>
      PublicKeyCredential.signalCurrentUserDetails({
        rpId: 'localhost',
        userId: btoa('ada'),
        name: 'ana',
        displayName: 'Ana',
      }),
    )
    const event = await session.wait('signalReceived', { signal: 'currentUserDetails' })
    expect(event).toMatchObject({
      outcome: 'done',
      origin: pages.origin,
      changes: [{ what: 'renamed', before: { userName: 'ada' }, after: { userName: 'ana' } }],
    })

    const signal = { kind: 'allAcceptedCredentials', allAcceptedCredentialIds: [] }
    expect(await session.send('POST', 'dry-run', { passkeyId, signal })).toMatchObject({
      outcomes: [
        { policy: 'spec', changes: [{ what: 'hidden' }] },
        { policy: 'google-password-manager', changes: [{ what: 'hidden' }] },
        { policy: 'delete', changes: [{ what: 'deleted' }] },
        { policy: 'ignored', changes: [] },
        { policy: 'apple', changes: [{ what: 'hidden' }] },
      ],
    })
    const entryId = 'entryId' in event ? event.entryId : ''
    await session.send('POST', `signals/${entryId}/undo`)
    expect(await session.send('GET', 'passkeys')).toMatchObject([
      { userName: 'ada', userDisplayName: 'ADA', hidden: null },
    ])
  })

  it('saves its passkeys for another run', async () => {
    await create(await session.page(), 'ada')
    const snapshot = await session.send('GET', 'snapshot')
    const another = await startAutomationApp()
    try {
      session = await Session.open(another)
      await session.send('POST', 'restore', { snapshot })

      expect(await signIn(await session.page())).toBe('ada')
    } finally {
      await another.stop()
    }
  })
})

describe('Chromium’s own virtual authenticator', () => {
  let devTools: CDPSession
  let authenticatorId: string
  let page: Page

  beforeEach(async () => {
    page = await browser.newPage()
    await page.goto(pages.add({ html: '' }))
    devTools = await page.context().newCDPSession(page)
    await devTools.send('WebAuthn.enable')
    const added = await devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: VIRTUAL_PLATFORM,
    })
    authenticatorId = added.authenticatorId
  })

  it('takes the passkeys of a session', async () => {
    await create(await session.page(), 'ada')
    const credentials = await session.send<CdpCredential[]>('GET', 'credentials/cdp')
    for (const credential of credentials)
      await devTools.send('WebAuthn.addCredential', { authenticatorId, credential })

    expect(await signIn(page)).toBe('ada')
  })

  it('gives its own to a session', async () => {
    await create(page, 'ben')
    const { credentials } = await devTools.send('WebAuthn.getCredentials', { authenticatorId })
    await session.send('POST', 'credentials/cdp', { credentials })

    expect(await signIn(await session.page())).toBe('ben')
    expect(await session.send('GET', 'passkeys')).toMatchObject([
      { userName: 'ben', userDisplayName: 'BEN', rpId: 'localhost' },
    ])
  })
})

describe('what the automation logs', () => {
  it('does not contain an address, a grant or a key', async () => {
    await create(await session.page(), 'ada')
    const [{ privateKey = '' } = {}] = await session.send<{ privateKey?: string }[]>(
      'GET',
      'credentials/webdriver',
    )
    const [, token = ''] = /"?token"?:\s*"([\w-]{43})"/.exec(await session.script()) ?? []
    const secrets = [new URL(app.url).pathname.slice(1), token, privateKey.slice(-40)]
    const written = filesIn(folder).join('\n') + app.output()

    expect(written).toContain('session: create done')
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThanOrEqual(40)
      expect(written).not.toContain(secret)
    }
  })
})

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
}
