/** The browser runs on another computer: test/drivers/containers.test.ts gives each of the two its own network. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Latchkey } from 'latchkey'
import { Builder, until } from 'selenium-webdriver'
import { Options } from 'selenium-webdriver/chrome.js'

const { SITE, LISTEN, DRIVER_URL, BROWSER_PATH, BROWSER_ARGUMENTS = '[]' } = process.env

const PATIENCE_MS = 60_000

const options = new Options()
if (BROWSER_PATH) options.setChromeBinaryPath(BROWSER_PATH)
options.addArguments(...JSON.parse(BROWSER_ARGUMENTS))

// #region recipe
// Browsers offer passkeys only to secure pages. A page over http is secure only on localhost.
options.addArguments(`--unsafely-treat-insecure-origin-as-secure=${SITE}`)

let latchkey, driver, passkeys

before(async () => {
  latchkey = await Latchkey.start({ flags: [`--listen=${LISTEN}`] })
  const builder = new Builder().usingServer(DRIVER_URL).forBrowser('chrome')
  driver = await builder.setChromeOptions(options).build()
  passkeys = await latchkey.openSession()
  const source = await passkeys.script()
  await driver.sendDevToolsCommand('Page.addScriptToEvaluateOnNewDocument', { source })
})
// #endregion
after(async () => {
  await driver?.quit()
  await latchkey?.end()
})

test('registers and signs in', async () => {
  await driver.get(SITE)
  const name = await driver.findElement({ css: '#create-form [name=userName]' })
  await name.clear()
  await name.sendKeys('ana@example.org')
  await click('#create-form button')
  await passkeys.waitForCeremony('create', { where: { outcome: 'done' } })
  await said('Registered')

  await click('#sign-out')
  await said('Signed out')
  await click('#sign-in-form button')
  await said('Signed in')
  const [passkey] = await passkeys.list()
  assert.equal(passkey.origin, SITE)
})

async function click(css) {
  const button = await driver.findElement({ css })
  await driver.executeScript('arguments[0].scrollIntoView({ block: "center" })', button)
  await button.click()
}

async function said(text) {
  const outcome = await driver.findElement({ css: '#outcome' })
  await driver.wait(until.elementTextContains(outcome, text), PATIENCE_MS)
}
