/**
 * Signals in a real Firefox, which does not have these methods. The page's script provides them, and the real app shows
 * their effects.
 */
import { launch, type Browser, type Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AppWindow } from '../../demo/drive/app-window'
import { bridgeScriptAt, startDemo, type Demo } from '../../demo/start-demo'
import type { State } from '../../demo/state'
import { launchApp, removeTemporaryFolders, type RunningApp } from '../support/app'

let app: RunningApp
let window: AppWindow
let demo: Demo
let firefox: Browser
let page: Page
let id: string

beforeAll(async () => {
  app = await launchApp()
  window = new AppWindow(app.window)
  demo = await startDemo({ port: 0, bridgeScript: bridgeScriptAt(await app.bridgePort()) })
  firefox = await launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
    headless: true,
  })
  page = await firefox.newPage()
  await page.goto(demo.origin)
  await register()
  await app.window.locator('[data-passkey-id]').waitFor()
  ;[id = ''] = await window.passkeyIds()
})
afterAll(async () => {
  await Promise.all([firefox.close(), demo.close(), app.quit()])
  removeTemporaryFolders()
})

it('brings the three methods', async () => {
  const withScript = await methodTypes()
  const bare = await startDemo({ port: 0, bridgeScript: null })
  // Ports share cookies, and the cookie of the other relying party must not end the session at this one.
  const context = await firefox.createBrowserContext()
  const other = await context.newPage()
  await other.goto(bare.origin)
  const without = await methodTypes(other)
  await Promise.all([context.close(), bare.close()])

  expect(without).toEqual(['undefined', 'undefined', 'undefined'])
  expect(withScript).toEqual(['function', 'function', 'function'])
})

it('shows a name that the page changed, and undoes the change', async () => {
  await page.locator('#names-form [name=displayName]').fill('Ada King')
  await page.locator('#names-form button').click()
  await expect.poll(() => window.rowText(id)).toContain('Ada Lovelace → Ada King')
  expect(await window.detailText(id)).toContain(demo.origin)

  await app.window.getByRole('button', { name: 'Undo this change' }).click()
  await expect.poll(() => window.rowText(id)).toContain('Ada King → Ada Lovelace')
})

it('hides a passkey that the page does not list, and shows it when it does', async () => {
  const userId = await page.evaluate(async () => {
    const state = (await (await fetch('/api/state')).json()) as State
    return state.accounts[0]?.userId ?? ''
  })
  const accept = (allAcceptedCredentialIds: string[]) =>
    page.evaluate((options) => PublicKeyCredential.signalAllAcceptedCredentials(options), {
      rpId: 'localhost',
      userId,
      allAcceptedCredentialIds,
    })

  await accept([])
  await expect.poll(() => window.rowText(id)).toContain('Hidden just now')
  await accept([id])
  await expect.poll(() => window.text()).not.toContain('Hidden from pages')

  await page.evaluate((options) => PublicKeyCredential.signalUnknownCredential(options), {
    rpId: 'localhost',
    credentialId: id,
  })
  await expect.poll(() => window.rowText(id)).toContain('does not know this passkey')
})

function methodTypes(of = page): Promise<string[]> {
  return of.evaluate(() => [
    typeof PublicKeyCredential.signalUnknownCredential,
    typeof PublicKeyCredential.signalAllAcceptedCredentials,
    typeof PublicKeyCredential.signalCurrentUserDetails,
  ])
}

/** The page has `Ada Lovelace` filled in. */
async function register(): Promise<void> {
  await page.locator('#create-form button').click()
  await window.answer('Allow')
  await window.answer('Create passkey')
  await page.locator('#account:not([hidden])').wait()
}
