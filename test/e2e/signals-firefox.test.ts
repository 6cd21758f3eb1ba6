/** Signals in Firefox, whose own API has none: the page's script brings them, and the real app shows what they do. */
import { launch, type Browser, type Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AppWindow } from '../../demo/drive/app-window'
import { bridgeScriptAt, startDemo } from '../../demo/server'
import { launchApp, removeTemporaryFolders, type RunningApp } from '../support/app'

let app: RunningApp
let appWindow: AppWindow
let demo: Awaited<ReturnType<typeof startDemo>>
let browser: Browser
let page: Page
let id: string

const USER = new Uint8Array([7, 7, 7])
const user = { rpId: 'localhost', userId: Buffer.from(USER).toString('base64url') }

beforeAll(async () => {
  app = await launchApp()
  appWindow = new AppWindow(app.window)
  demo = await startDemo({ port: 0, bridgeScript: bridgeScriptAt(await app.bridgePort()) })
  browser = await launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
    headless: true,
  })
  page = await browser.newPage()
  await page.goto(demo.origin)
  id = await pairAndCreate()
})

afterAll(async () => {
  await browser.close()
  await demo.close()
  await app.quit()
  removeTemporaryFolders()
})

async function pairAndCreate(): Promise<string> {
  const paired = page.evaluate(async () => {
    await window.latchkey?.pair()
  })
  await appWindow.answer('Allow')
  await paired
  const made = page.evaluate(
    async (userId) => {
      const credential = await navigator.credentials.create({
        publicKey: {
          challenge: new Uint8Array(32),
          rp: { name: 'Firefox' },
          user: { id: new Uint8Array(userId), name: 'ada@example.org', displayName: 'Ada Byron' },
          pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
          authenticatorSelection: { residentKey: 'required' },
        },
      })
      return credential?.id ?? ''
    },
    [...USER],
  )
  await appWindow.answer('Create passkey')
  return made
}

const row = () => appWindow.rowText(id)

it('shows the name that a page in Firefox signals, and takes it back', async () => {
  await page.evaluate(async (about) => {
    const details = { ...about, name: 'ada@example.org', displayName: 'Ada Lovelace' }
    await PublicKeyCredential.signalCurrentUserDetails(details)
  }, user)
  await expect.poll(row).toContain('Ada Lovelace')

  const notices = app.window.getByRole('region', { name: 'Notices' })
  await notices.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(row).toContain('Ada Byron')
})

it('hides what a page in Firefox does not know, and shows what it lists', async () => {
  await page.evaluate(async (credentialId) => {
    await PublicKeyCredential.signalUnknownCredential({ rpId: 'localhost', credentialId })
  }, id)
  await expect.poll(() => appWindow.text()).toContain('Hidden from pages')

  await page.evaluate(
    async (about, listed) => {
      const list = { ...about, allAcceptedCredentialIds: [listed] }
      await PublicKeyCredential.signalAllAcceptedCredentials(list)
    },
    user,
    id,
  )
  await expect.poll(() => appWindow.text()).not.toContain('Hidden from pages')
})
