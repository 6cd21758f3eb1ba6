/** Several devices of one account, from a real page in Chromium. */
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import type { Latchkey as Client, PasskeySession } from '../../playwright/client/latchkey'
import { launchChromium } from '../../demo/drive/browser'
import { inProject } from '../../scripts/project-paths'
import { closeSites, newSite } from '../support/demo-sites'

const CLIENT = pathToFileURL(inProject('out', 'playwright', 'client', 'latchkey.js')).href

let browser: Browser
let latchkey: Client
let passkeys: PasskeySession
let page: Page

beforeAll(async () => {
  const { Latchkey } = (await import(CLIENT)) as { Latchkey: typeof Client }
  latchkey = await Latchkey.start({ inProcess: true })
  passkeys = await latchkey.openSession()
  browser = await launchChromium()
  const context = await browser.newContext({ bypassCSP: true })
  await context.addInitScript({ content: await passkeys.script() })
  page = await context.newPage()
  await page.goto(await newSite())
})

afterAll(async () => {
  await browser.close()
  await latchkey.end()
  await closeSites()
})

const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const displayNames = async () => (await passkeys.list()).map((one) => one.userDisplayName)

async function saveName(name: string): Promise<void> {
  await page.getByLabel('New display name').fill(name)
  await press('Save names')
  await passkeys.waitForSignal('currentUserDetails', { where: { outcome: 'done' } })
}

it('signs in on a second device once the passkey has arrived there', async () => {
  await passkeys.addDevice({ id: 'phone', syncAfter: 30 })
  await page.getByLabel('User name', { exact: true }).fill('ida@example.org')
  await press('Create passkey')
  await passkeys.waitForCeremony('create', { where: { outcome: 'done' } })
  await press('Sign out')
  await passkeys.useDevice('phone')
  await press('Sign in')
  await passkeys.waitForCeremony('get', { where: { outcome: 'refused', device: 'phone' } })

  await passkeys.setClock({ advance: 30_000 })
  await press('Sign in')
  await passkeys.waitForCeremony('get', { where: { outcome: 'done', device: 'phone' } })
  await page.getByText('Signed in:').waitFor()
})

it('keeps the later of two names, and works after a device is lost', async () => {
  await passkeys.useDevice('device-1')
  await saveName('Earlier')
  await passkeys.useDevice('phone')
  expect(await displayNames()).not.toEqual(['Earlier'])
  await saveName('Later')
  await passkeys.sync()
  expect(await displayNames()).toEqual(['Later'])
  await passkeys.useDevice('device-1')
  expect(await displayNames()).toEqual(['Later'])

  expect(await passkeys.loseDevice('phone')).toEqual({ passkeys: [], changes: 0 })
  expect(await passkeys.addDevice({ id: 'new-phone' })).toMatchObject({ passkeys: 1 })
  await passkeys.useDevice('new-phone')
  await press('Sign out')
  await press('Sign in')
  await passkeys.waitForCeremony('get', { where: { outcome: 'done', device: 'new-phone' } })
})
