/** Conditional mediation in real Electron and a real Chromium: a page's offers, and how the user accepts them. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, it, onTestFinished } from 'vitest'
import { launchApp, removeTemporaryFolders, type RunningApp } from '../support/app'
import { lockByMenu } from '../support/lock-by-menu'
import { ada, nextStage, pairAndRegister, setStage, type Stage } from '../support/stage'

let last: Stage | undefined
afterAll(async () => {
  await last?.strike()
  removeTemporaryFolders()
})

it('is pending until the person picks an account in the window, without a dialog', async () => {
  const stage = (last = await nextStage(last))
  await pairAndRegister(stage)
  const { page, app } = stage

  await offer(page.page)
  await offers(app).waitFor()
  expect(await fate(page.page)).toBe('pending')
  expect(await app.window.getByRole('dialog').count()).toBe(0)

  await pick(stage, 'Ada Byron')

  await expect.poll(() => fate(page.page)).toMatch(/^public-key with user handle/)
  await expect.poll(() => offers(app).count()).toBe(0)
})

it('stays pending when the offer is dismissed, and ends when a modal request begins', async () => {
  const stage = (last = await nextStage(last))
  await pairAndRegister(stage)
  const { page, window, app } = stage
  await page.signOut()
  await offer(page.page)

  await app.window.getByRole('button', { name: 'Not now' }).click()
  await expect.poll(() => offers(app).count()).toBe(0)
  expect(await fate(page.page)).toBe('pending')

  await page.signIn()
  await expect.poll(() => fate(page.page)).toBe('AbortError')
  await window.answer('Sign in')
  expect(await page.outcome()).toMatchObject({ good: true })
})

it('of an unpaired page waits, and is offered once the page is paired', async () => {
  const stage = (last = await nextStage(last))
  await pairAndRegister(stage)
  const { browser, demo, window, app } = stage
  const stranger = await (await browser.newContext()).newPage()
  const warnings: string[] = []
  stranger.on('console', (message) => warnings.push(message.text()))
  await stranger.goto(demo.origin)

  await offer(stranger)
  await expect.poll(() => warnings.join()).toContain('conditional get() waits')
  expect(await fate(stranger)).toBe('pending')
  await stranger.evaluate(
    () => void (window as unknown as { latchkey: { pair(): Promise<void> } }).latchkey.pair(),
  )
  await window.answer('Allow')

  await offers(app).waitFor()
  await pick(stage, 'Ada Byron')
  await expect.poll(() => fate(stranger)).toMatch(/^public-key/)
})

it('outlives a lock of the vault, and is offered again when the vault is unlocked', async () => {
  const stage = (last = await nextStage(last))
  await pairAndRegister(stage)
  const { page, app } = stage
  await page.signOut()
  await offer(page.page)
  await offers(app).waitFor()

  await lockByMenu(app)
  await app.window.getByRole('heading', { name: 'The vault is locked' }).waitFor()
  expect(await app.state()).toMatchObject({ vault: { state: 'locked-by-user' } })

  await app.window.getByRole('button', { name: 'Unlock' }).click()
  await offers(app).waitFor()
  expect(await fate(page.page)).toBe('pending')
  await pick(stage, 'Ada Byron')
  await expect.poll(() => fate(page.page)).toMatch(/^public-key/)
})

it('outlives the app, and is offered again when the app has started and is unlocked', async () => {
  // A desktop without a keychain, so the vault is locked at each start.
  const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }
  const stage = await setStage({ env })
  onTestFinished(() => stage.strike())
  const { page, app } = stage
  await app.window.getByLabel('Passphrase', { exact: true }).fill('correct horse battery')
  await app.window.getByLabel('Repeat passphrase').fill('correct horse battery')
  await app.window.keyboard.press('Enter')
  await expect.poll(() => app.state()).toMatchObject({ vault: { state: 'open' } })
  await pairAndRegister(stage)
  await offer(page.page)
  await offers(app).waitFor()
  const port = await app.bridgePort()
  await app.quit()

  const { dataFolder, keychainService } = app
  const again = await launchApp({ env, dataFolder, keychainService, bridgePort: port })
  onTestFinished(() => again.quit())
  await again.window.getByLabel('Passphrase', { exact: true }).fill('correct horse battery')
  await again.window.keyboard.press('Enter')
  // The longer the app was away, the longer the page waits before it retries, at most a minute.
  await offers(again).waitFor({ timeout: 90_000 })
  expect(await fate(page.page)).toBe('pending')

  await pick({ app: again }, 'Ada Byron')
  await expect.poll(() => fate(page.page)).toMatch(/^public-key/)
})

it('follows a signal, and a passkey may be made without asking after the sign-in', async () => {
  const stage = (last = await nextStage(last))
  await pairAndRegister(stage)
  const { page, app } = stage
  await offer(page.page)
  await offers(app).waitFor()

  await page.saveNames({ ...ada, displayName: 'Ada Lovelace' })
  await pick(stage, 'Ada Lovelace')
  await expect.poll(() => fate(page.page)).toMatch(/^public-key/)

  expect(await upgrade(page.page)).toEqual({ userPresent: false, userVerified: false })
  await app.window.getByText('created the passkey “Second” without asking').waitFor()
})

function offers({ window }: RunningApp): Locator {
  return window.getByRole('region', { name: 'Offers to sign in' })
}

/** Calls a conditional `get()`; the page shows the outcome. */
async function offer(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = window as unknown as { fate: string }
    seen.fate = 'pending'
    void navigator.credentials
      .get({ mediation: 'conditional', publicKey: { challenge: new Uint8Array(32) } })
      .then(
        (credential) => {
          const { type, response } = credential as PublicKeyCredential
          const { userHandle } = response as AuthenticatorAssertionResponse
          seen.fate = `${type} ${userHandle ? 'with' : 'without'} user handle`
        },
        (error: unknown) => (seen.fate = (error as Error).name),
      )
  })
}

function fate(page: Page): Promise<string> {
  return page.evaluate(() => (window as unknown as { fate: string }).fate)
}

async function pick({ app }: Pick<Stage, 'app'>, name: string): Promise<void> {
  await offers(app).locator('button:not([aria-disabled=true])', { hasText: name }).click()
}

/** Makes a passkey by an automatic upgrade, and reads its flags. */
function upgrade(page: Page): Promise<{ userPresent: boolean; userVerified: boolean }> {
  return page.evaluate(async () => {
    const made = (await navigator.credentials.create({
      mediation: 'conditional',
      publicKey: {
        rp: { name: 'x' },
        user: { id: new Uint8Array([2]), name: 'second', displayName: 'Second' },
        challenge: new Uint8Array(32),
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required' },
      },
    } as CredentialCreationOptions)) as PublicKeyCredential
    const response = made.response as AuthenticatorAttestationResponse
    const flags = new Uint8Array(response.getAuthenticatorData())[32] ?? 0
    return { userPresent: (flags & 1) !== 0, userVerified: (flags & 4) !== 0 }
  })
}
