/** Test drivers in the built app: an unmodified Selenium client beside a browser's own driver. */
import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../../demo/drive/browser'
import { removeTemporaryFolders } from '../support/app'
import { read } from '../support/automation'
import {
  electronAutomation,
  nodeAutomation,
  startAutomationApp,
  type AutomationApp,
} from '../support/automation-app'
import { PageServer } from '../support/fake-bridge'
import {
  authenticatorOptions as authenticator,
  residentCredential,
  seleniumSession,
  sessionId,
  Transport,
  type AuthenticatorDriver,
} from '../support/selenium'

let app: AutomationApp
let browser: Browser
let pages: PageServer
let driver: AuthenticatorDriver

beforeAll(async () => {
  app = await startAutomationApp()
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
  driver = await seleniumSession(app.url)
})

afterEach(() => driver.quit())

/** A page of the session, made by a browser driver. */
async function openPage(): Promise<Page> {
  const id = await sessionId(driver)
  const page = await browser.newPage()
  await page.addInitScript(await read(`${app.url}/session/${id}/latchkey.js`))
  await page.goto(pages.add({ html: '' }))
  return page
}

const create = (page: Page, residentKey = 'required') =>
  page.evaluate(async (wanted) => {
    const credential = await navigator.credentials.create({
      publicKey: {
        challenge: new Uint8Array(32),
        rp: { name: 'Test' },
        user: { id: new Uint8Array([9]), name: 'ada', displayName: 'Ada' },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: wanted as ResidentKeyRequirement },
      },
    })
    return credential?.id
  }, residentKey)

const signIn = (page: Page) =>
  page.evaluate(async () => {
    const credential = (await navigator.credentials.get({
      publicKey: { challenge: new Uint8Array(32) },
    })) as PublicKeyCredential
    const { userHandle } = credential.response as AuthenticatorAssertionResponse
    return { id: credential.id, userHandle: [...new Uint8Array(userHandle ?? new ArrayBuffer())] }
  })

const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error as Error).message,
  )

describe('a session of a Selenium client', () => {
  it('answers the ceremonies of its pages', async () => {
    await driver.addVirtualAuthenticator(authenticator())
    const page = await openPage()
    const id = await create(page)

    expect(await signIn(page)).toEqual({ id, userHandle: [9] })
    const [kept] = await driver.getCredentials()
    expect(Buffer.from(kept?.id() ?? []).toString('base64url')).toBe(id)
    expect(kept?.rpId()).toBe('localhost')
    expect(kept?.signCount()).toBe(1)
  })

  it('signs with a credential that the test brings', async () => {
    await driver.addVirtualAuthenticator(authenticator())
    const { privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      privateKeyEncoding: { type: 'pkcs8', format: 'der' },
      publicKeyEncoding: { type: 'spki', format: 'der' },
    })
    const [id, user] = [new Uint8Array([1, 2, 3]), new Uint8Array([7])]
    await driver.addCredential(residentCredential(id, user, privateKey))

    expect(await signIn(await openPage())).toEqual({ id: 'AQID', userHandle: [7] })
    const [kept] = await driver.getCredentials()
    expect(kept?.signCount()).toBe(6)
  })

  it('removes credentials, and then cannot sign in with them', async () => {
    await driver.addVirtualAuthenticator(authenticator())
    const page = await openPage()
    await create(page)
    await driver.removeAllCredentials()

    expect(await driver.getCredentials()).toEqual([])
    expect(await failure(signIn(page))).toContain('NotAllowedError')
  })

  it('does not verify its user when the driver says so', async () => {
    await driver.addVirtualAuthenticator(authenticator())
    await driver.setUserVerified(false)

    expect(await failure(create(await openPage()))).toContain('NotAllowedError')
  })

  it('asks the authenticator that fits', async () => {
    const key = authenticator((options) => {
      options.setTransport(Transport.USB)
      options.setHasResidentKey(false)
    })
    await driver.addVirtualAuthenticator(key)
    await driver.addVirtualAuthenticator(authenticator())
    const page = await openPage()
    await create(page)

    // The client speaks to the authenticator that was added last.
    expect(await driver.getCredentials()).toHaveLength(1)
    expect((await signIn(page)).userHandle).toEqual([9])
  })

  it('does not know the passkeys of another session', async () => {
    const other = await seleniumSession(app.url)
    try {
      await other.addVirtualAuthenticator(authenticator())
      await driver.addVirtualAuthenticator(authenticator())
      await create(await openPage())

      expect(await other.getCredentials()).toEqual([])
    } finally {
      await other.quit()
    }
  })

  it('has a platform authenticator if the driver plugged none in', async () => {
    const page = await openPage()
    const id = await create(page)

    expect(await signIn(page)).toEqual({ id, userHandle: [9] })
  })
})

describe('the automation', () => {
  it('writes its address readable only by its user, and into no log', () => {
    expect(statSync(app.file).mode & 0o777).toBe(0o600)
    const secret = new URL(app.url).pathname.slice(1)

    expect(secret).toMatch(/^[\w-]{43}$/)
    expect(app.output()).not.toContain(secret)
  })

  it('is out of reach of a page that has its address', async () => {
    const page = await browser.newPage()
    await page.goto(pages.add({ html: '' }))
    const tried = await page.evaluate(async (url) => {
      const outcome = (response: Response) => `${response.type} ${response.status}`
      const options = [
        {},
        { mode: 'no-cors' },
        { method: 'POST', body: '{}' },
        { method: 'POST', mode: 'no-cors', body: '{}' },
      ] as const
      return Promise.all(
        options.map((one) => fetch(`${url}/session`, one).then(outcome, () => 'failed')),
      )
    }, app.url)

    expect(tried).toEqual(['failed', 'opaque 0', 'failed', 'opaque 0'])
    expect(await failure(page.goto(`${app.url}/status`))).toContain('ERR_HTTP_RESPONSE_CODE')
  })

  it('applies a signal of a page to the session’s passkeys', async () => {
    await driver.addVirtualAuthenticator(authenticator())
    const page = await openPage()
    const id = await create(page)
    await page.evaluate(async (credentialId) => {
      await PublicKeyCredential.signalUnknownCredential({ rpId: 'localhost', credentialId })
    }, id ?? '')

    await expect.poll(() => failure(signIn(page))).toContain('NotAllowedError')
  })
})

const processes = [
  { name: 'Node', command: () => Promise.resolve(nodeAutomation) },
  { name: 'Electron', command: electronAutomation },
]

describe.each(processes)('Latchkey for test drivers in $name', ({ command }) => {
  const startOne = async (args: readonly string[] = []) =>
    startAutomationApp(args, { command: await command() })

  it('answers, ends well, and takes its address with it', async () => {
    const another = await startOne()
    expect(JSON.parse(await read(`${another.url}/status`))).toMatchObject({
      value: { ready: true },
    })

    expect(await another.stop()).toBe(0)
    expect(existsSync(another.file)).toBe(false)
  })

  it('ends with the process that the command line names', async () => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const another = await startOne([`--parent-pid=${parent.pid}`])
    parent.kill('SIGKILL')

    expect(await another.ended).toBe(0)
    expect(existsSync(another.file)).toBe(false)
  })
})
