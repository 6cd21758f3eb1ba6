/** WebdriverIO over WebDriver BiDi, in the browser's own driver. */
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { Latchkey } from 'latchkey'
import { remote } from 'webdriverio'

const { SITE, BROWSER, BROWSER_PATH, BROWSER_ARGUMENTS = '[]', DRIVER_URL } = process.env
const site = SITE
const { hostname, port } = new URL(DRIVER_URL)
const options = {
  logLevel: 'error',
  hostname,
  port: Number(port),
  capabilities: {
    browserName: BROWSER,
    [BROWSER === 'firefox' ? 'moz:firefoxOptions' : 'goog:chromeOptions']: {
      binary: BROWSER_PATH,
      args: JSON.parse(BROWSER_ARGUMENTS),
    },
  },
}

// #region recipe
let latchkey, browser, passkeys, preload

before(async () => {
  latchkey = await Latchkey.start()
  browser = await remote(options)
})
beforeEach(async () => {
  passkeys = await latchkey.openSession()
  const functionDeclaration = `() => { ${await passkeys.script()} }`
  preload = await browser.scriptAddPreloadScript({ functionDeclaration })
})
afterEach(async () => {
  await browser.scriptRemovePreloadScript({ script: preload.script })
  await passkeys.end()
})
after(async () => {
  await browser.deleteSession()
  await latchkey.end()
})

test('registers, signs in, and applies a new name', async () => {
  await browser.url(site)
  await browser.$('#create-form [name=userName]').setValue('ana@example.org')
  await browser.$('#create-form button').click()
  await passkeys.waitForCeremony('create', { where: { outcome: 'done' } })
  await said('Registered')

  await browser.$('#sign-out').click()
  await said('Signed out')
  await passkeys.choose('ana@example.org')
  await browser.$('#sign-in-form button').click()
  await said('Signed in')

  await browser.$('#names-form [name=displayName]').setValue('Anna')
  await browser.$('#names-form button').click()
  await passkeys.waitForSignal('currentUserDetails', { where: { outcome: 'done' } })
  assert.equal((await passkeys.list())[0].userDisplayName, 'Anna')
})
// #endregion

async function said(text) {
  const outcome = browser.$('#outcome')
  await browser.waitUntil(async () => (await outcome.getText()).includes(text), { timeout: 60_000 })
}
