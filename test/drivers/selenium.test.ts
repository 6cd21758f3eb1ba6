/** One driver object for Chromium and for Latchkey: an unmodified Selenium client, a real chromedriver. */
import { Builder, type WebDriver } from 'selenium-webdriver'
import { Options } from 'selenium-webdriver/chrome'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { removeTemporaryFolders } from '../support/app'
import { startAutomationApp, type AutomationApp } from '../support/automation-app'
import { startChromedriver, type RunningDriver } from '../support/chromedriver'
import { PageServer } from '../support/fake-bridge'
import { authenticatorOptions, type AuthenticatorDriver } from '../support/selenium'

let chromedriver: RunningDriver
let app: AutomationApp
let pages: PageServer

beforeAll(async () => {
  chromedriver = await startChromedriver()
  app = await startAutomationApp(['--webdriver', chromedriver.url])
  pages = await PageServer.start()
})

afterAll(async () => {
  await pages.stop()
  await app.stop()
  await chromedriver.stop()
  removeTemporaryFolders()
})

async function open(): Promise<AuthenticatorDriver> {
  const options = new Options()
  options.addArguments('--headless', '--no-sandbox', '--disable-gpu')
  options.setChromeBinaryPath(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium')
  const builder = new Builder().usingServer(app.url).forBrowser('chrome').setChromeOptions(options)
  return (await builder.build()) as AuthenticatorDriver
}

/** In the page. @returns the user who was signed in, or the error. */
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
    // A new window begins with an empty page.
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
