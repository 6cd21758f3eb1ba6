/** One driver object for a browser and for Latchkey: an unmodified Selenium client and real browsers. */
import { once } from 'node:events'
import { Builder, type WebDriver } from 'selenium-webdriver'
import * as chrome from 'selenium-webdriver/chrome'
import * as firefox from 'selenium-webdriver/firefox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { findChromium, findFirefox } from '../../scripts/system-packages'
import { removeTemporaryFolders } from '../support/app'
import { startAutomationApp, type AutomationApp } from '../support/automation-app'
import { startChromedriver, type RunningDriver } from '../support/chromedriver'
import { PageServer } from '../support/fake-bridge'
import { startFirefoxDriver } from '../support/firefox-driver'
import { authenticatorOptions, type AuthenticatorDriver } from '../support/selenium'

let pages: PageServer

beforeAll(async () => {
  pages = await PageServer.start()
})

afterAll(async () => {
  await pages.stop()
  removeTemporaryFolders()
})

function chromium(): chrome.Options {
  const options = new chrome.Options()
  options.addArguments('--headless', '--no-sandbox', '--disable-gpu')
  options.setChromeBinaryPath(findChromium() ?? '')
  return options
}

function firefoxEsr(): firefox.Options {
  const options = new firefox.Options()
  options.addArguments('--headless')
  options.setBinary(findFirefox() ?? '')
  return options
}

/** Runs in the page. @returns the user who was signed in, or the error. */
const SIGN_IN = `
  const done = arguments[arguments.length - 1]
  navigator.credentials
    .get({ publicKey: { challenge: new Uint8Array(32) } })
    .then(({ response }) => done([...new Uint8Array(response.userHandle)]), (error) => done(error.name))`

const CREATE = `
  const done = arguments[arguments.length - 1]
  navigator.credentials
    .create({
      publicKey: {
        challenge: new Uint8Array(32),
        rp: { name: 'Test' },
        user: { id: new Uint8Array([9]), name: 'ada', displayName: 'Ada' },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required' },
      },
    })
    .then(({ id }) => done(id), (error) => done(error.name))`

const run = (driver: WebDriver, script: string) => driver.executeAsyncScript(script)

describe.each([
  ['Chromium', startChromedriver, chromium],
  ['Firefox', startFirefoxDriver, firefoxEsr],
] as const)('one driver object in %s', (_name, startDriver, options) => {
  let app: AutomationApp
  let browserDriver: RunningDriver

  beforeAll(async () => {
    browserDriver = await startDriver()
    app = await startAutomationApp(['--webdriver', browserDriver.url])
  })

  afterAll(async () => {
    await app.stop()
    await browserDriver.stop()
  })

  async function open(webSocketUrl?: boolean): Promise<AuthenticatorDriver> {
    const wanted = options()
    if (webSocketUrl !== undefined) wanted.set('webSocketUrl', webSocketUrl)
    const builder = new Builder().usingServer(app.url).withCapabilities(wanted)
    return (await builder.build()) as AuthenticatorDriver
  }

  it('drives the browser and its authenticators', async () => {
    const driver = await open()
    try {
      await driver.addVirtualAuthenticator(authenticatorOptions())
      await driver.get(pages.add({ html: '<h1>Hello</h1>' }))
      const id = await run(driver, CREATE)

      expect(await driver.findElement({ css: 'h1' }).getText()).toBe('Hello')
      expect(await run(driver, SIGN_IN)).toEqual([9])
      const [kept] = await driver.getCredentials()
      expect(Buffer.from(kept?.id() ?? []).toString('base64url')).toBe(id)
      expect((await driver.takeScreenshot()).length).toBeGreaterThan(1000)
    } finally {
      await driver.quit()
    }
  })

  it('reaches pages in new tabs, in windows that a page opens, and in frames', async () => {
    const driver = await open()
    try {
      const inner = pages.add({ html: '' })
      await driver.addVirtualAuthenticator(authenticatorOptions())
      await driver.get(
        pages.add({
          html: `<button onclick="open('${inner}', '', 'noopener')">Open</button>
            <iframe src="${inner}"></iframe>`,
        }),
      )
      await run(driver, CREATE)
      const first = await driver.getWindowHandle()
      await driver.switchTo().newWindow('tab')
      await driver.get(inner)
      const inTab = await run(driver, SIGN_IN)
      const known = await driver.getAllWindowHandles()
      await driver.switchTo().window(first)
      await driver.findElement({ css: 'button' }).click()
      await expect.poll(async () => (await driver.getAllWindowHandles()).length).toBe(3)
      const opened = (await driver.getAllWindowHandles()).find((handle) => !known.includes(handle))
      await driver.switchTo().window(opened ?? '')
      // A new window starts with an empty page.
      await expect.poll(() => driver.getCurrentUrl()).toBe(inner)
      const inWindow = await run(driver, SIGN_IN)
      await driver.switchTo().window(first)
      await driver.switchTo().frame(0)

      expect([inTab, inWindow, await run(driver, SIGN_IN)]).toEqual([[9], [9], [9]])
    } finally {
      await driver.quit()
    }
  })

  it('keeps two browsers apart', async () => {
    const [one, other] = await Promise.all([open(), open()])
    try {
      const page = pages.add({ html: '' })
      for (const driver of [one, other]) {
        await driver.addVirtualAuthenticator(authenticatorOptions())
        await driver.get(page)
      }
      await run(one, CREATE)

      expect(await run(one, SIGN_IN)).toEqual([9])
      expect(await other.getCredentials()).toEqual([])
      expect(await run(other, SIGN_IN)).toBe('NotAllowedError')
    } finally {
      await Promise.all([one.quit(), other.quit()])
    }
  })

  it('leaves WebDriver BiDi to a client that asks for it', async () => {
    const driver = await open(true)
    try {
      const url = String((await driver.getCapabilities()).get('webSocketUrl'))
      await addPreloadScript(url, '() => { window.ofTheClient = true }')
      await driver.addVirtualAuthenticator(authenticatorOptions())
      await driver.get(pages.add({ html: '' }))
      await run(driver, CREATE)

      expect(await run(driver, SIGN_IN)).toEqual([9])
      expect(await driver.executeScript('return window.ofTheClient')).toBe(true)
    } finally {
      await driver.quit()
    }
  })

  it('keeps WebDriver BiDi from a client that does not ask for it', async () => {
    const driver = await open()
    const capabilities = await driver.getCapabilities()
    await driver.quit()

    expect(capabilities.has('webSocketUrl')).toBe(false)
  })
})

/** Like a separate client, on its own connection. */
async function addPreloadScript(url: string, functionDeclaration: string): Promise<void> {
  const socket = new WebSocket(url)
  await once(socket, 'open')
  const method = 'script.addPreloadScript'
  socket.send(JSON.stringify({ id: 1, method, params: { functionDeclaration } }))
  const [answer] = (await once(socket, 'message')) as [Buffer]
  expect(JSON.parse(answer.toString())).toMatchObject({ type: 'success', id: 1 })
  socket.close()
}
