/** Selenium with one driver object: Latchkey forwards other commands to the browser's driver. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Latchkey } from 'latchkey'
import { Builder, until } from 'selenium-webdriver'
import * as chrome from 'selenium-webdriver/chrome.js'
import * as firefox from 'selenium-webdriver/firefox.js'

const { SITE, BROWSER, BROWSER_PATH, BROWSER_ARGUMENTS = '[]', DRIVER_URL } = process.env
const site = SITE
const driverUrl = DRIVER_URL
const options = BROWSER === 'firefox' ? new firefox.Options() : new chrome.Options()
if (BROWSER === 'firefox') options.setBinary(BROWSER_PATH)
else options.setChromeBinaryPath(BROWSER_PATH)
options.addArguments(...JSON.parse(BROWSER_ARGUMENTS))

const PATIENCE_MS = 60_000

// #region recipe
let latchkey, driver, passkeys

before(async () => {
  // The browser's own driver runs already: chromedriver --port=9515, or geckodriver --port=4444
  latchkey = await Latchkey.start({ flags: [`--webdriver=${driverUrl}`] })
  driver = await new Builder().usingServer(latchkey.url).withCapabilities(options).build()
  passkeys = latchkey.session((await driver.getSession()).getId())
})
after(async () => {
  await driver.quit()
  await latchkey.end()
})

test('registers, signs in, and applies a new name', async () => {
  await driver.get(site)
  await fill('#create-form [name=userName]', 'ana@example.org')
  await click('#create-form button')
  await passkeys.waitForCeremony('create', { where: { outcome: 'done' } })
  await said('Registered')

  await click('#sign-out')
  await said('Signed out')
  await passkeys.choose('ana@example.org')
  await click('#sign-in-form button')
  await said('Signed in')

  await fill('#names-form [name=displayName]', 'Anna')
  await click('#names-form button')
  await passkeys.waitForSignal('currentUserDetails', { where: { outcome: 'done' } })
  assert.equal((await passkeys.list())[0].userDisplayName, 'Anna')
})
// #endregion

/** Scrolls to the middle of the window, because an element that sticks to the window's edge would get the click. */
async function click(css) {
  const button = await driver.findElement({ css })
  await driver.executeScript('arguments[0].scrollIntoView({ block: "center" })', button)
  await button.click()
}

async function fill(css, text) {
  const field = await driver.findElement({ css })
  await field.clear()
  await field.sendKeys(text)
}

async function said(text) {
  const outcome = await driver.findElement({ css: '#outcome' })
  await driver.wait(until.elementTextContains(outcome, text), PATIENCE_MS)
}
