/** Puppeteer in Chrome, and in Firefox over WebDriver BiDi. */
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { Latchkey } from 'latchkey'
import puppeteer from 'puppeteer-core'

const { SITE, BROWSER, BROWSER_PATH, BROWSER_ARGUMENTS = '[]' } = process.env
const site = SITE
const options = {
  browser: BROWSER,
  executablePath: BROWSER_PATH,
  args: JSON.parse(BROWSER_ARGUMENTS),
}

/** Waits for the outcome that the page shows. */
const said = (text) =>
  page.waitForFunction((part) => document.body.innerText.includes(part), { timeout: 60_000 }, text)

// #region recipe
let latchkey, browser, passkeys, page

before(async () => {
  latchkey = await Latchkey.start()
  browser = await puppeteer.launch(options) // { browser: 'firefox' } or Chrome
})
beforeEach(async () => {
  passkeys = await latchkey.openSession()
  page = await browser.newPage()
  await page.evaluateOnNewDocument(await passkeys.script())
  await page.goto(site)
})
afterEach(async () => {
  await page.close()
  await passkeys.end()
})
after(async () => {
  await browser.close()
  await latchkey.end()
})

test('registers, signs in, and applies a new name', async () => {
  await page.locator('#create-form [name=userName]').fill('ana@example.org')
  await page.locator('#create-form button').click()
  await passkeys.waitForCeremony('create', { where: { outcome: 'done' } })
  await said('Registered')

  await page.locator('#sign-out').click()
  await said('Signed out')
  await passkeys.choose('ana@example.org')
  await page.locator('#sign-in-form button').click()
  const { answeredBy } = await passkeys.waitForCeremony('get', { where: { outcome: 'done' } })
  assert.equal(answeredBy, 'script')
  await said('Signed in')

  await page.locator('#names-form [name=displayName]').fill('Anna')
  await page.locator('#names-form button').click()
  await passkeys.waitForSignal('currentUserDetails', { where: { outcome: 'done' } })
  assert.equal((await passkeys.list())[0].userDisplayName, 'Anna')
})
// #endregion
