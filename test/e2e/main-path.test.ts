import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { pairingCodeIn } from '../../demo/drive/pairing-code'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { ownProfile } from '../support/own-profile'
import {
  ada,
  nextStage,
  pageSettings,
  pairAndRegister,
  setStage,
  type Stage,
} from '../support/stage'

let stage: Stage
let last: Stage | undefined

beforeEach(async () => {
  stage = last = await nextStage(last)
})
afterAll(async () => {
  await last?.strike()
  removeTemporaryFolders()
})

const lovelace = { userName: 'ada.lovelace@example.org', displayName: 'Ada Lovelace' }

describe('the main path', () => {
  it('pairs, registers, signs in with the user handle, and shows a signalled name', async () => {
    const { page, window, app } = stage
    await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())

    await page.createPasskey(ada)
    const isVisible = () =>
      app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
    await expect.poll(isVisible).toBe(true)
    const code = await window.pairingCode()
    expect(code).toMatch(/^\d{6}$/)
    await expect.poll(() => pairingCodeIn(page.page)).toBe(code)
    await window.answer('Allow')
    await window.answer('Create passkey')
    expect(await page.outcome()).toMatchObject({ good: true })

    await page.signOut()
    await page.signIn()
    await window.answer('Sign in')
    expect(await page.outcome()).toMatchObject({ good: true })
    const [account] = (await page.state()).accounts
    const [signedIn] = await page.calls().then((calls) => calls.filter(isGet))
    expect(signedIn?.result).toMatchObject({ response: { userHandle: account?.userId } })

    await page.saveNames(lovelace)
    expect(await page.outcome()).toMatchObject({ good: true })
    await window.page.locator('[data-passkey-id]').waitFor()
    const [id = ''] = await window.passkeyIds()
    await expect.poll(() => window.rowText(id)).toContain('Ada Lovelace')
    expect(await window.detailText(id)).toContain('Ada Byron')
  })

  it('works with only the keyboard in the window', async () => {
    const { page, window, app } = stage
    const { keyboard } = app.window

    await page.createPasskey(ada)
    await window.dialog().waitFor()
    const allow = window.dialog().locator('button:enabled:not([aria-disabled=true])', {
      hasText: 'Allow',
    })
    await allow.waitFor()
    await pressUntilFocused(stage, 'Tab', 'Allow')
    await keyboard.press('Enter')

    await window.dialog().getByRole('button', { name: 'Create passkey' }).waitFor()
    await window
      .dialog()
      .locator('button:enabled:not([aria-disabled=true])', { hasText: 'Create passkey' })
      .waitFor()
    await pressUntilFocused(stage, 'Tab', 'Create passkey')
    await keyboard.press('Enter')
    expect(await page.outcome()).toMatchObject({ good: true })

    await app.window.locator('[data-passkey-id]').waitFor()
    await pressUntilFocused(stage, 'Tab', 'Ada Byron')
    await keyboard.press('F2')
    await app.window.getByRole('textbox', { name: 'Display name' }).fill('Countess Ada')
    await keyboard.press('Enter')
    const [id = ''] = await window.passkeyIds()
    await expect.poll(() => window.rowText(id)).toContain('Countess Ada')
    // The dialog closes after the name has changed, and returns the focus.
    await expect.poll(() => focusedPasskey(stage)).toBe(id)

    await keyboard.press('Delete')
    await expect.poll(() => window.passkeyIds()).toEqual([])
    // The notice appears together with the step that the key undoes.
    await app.window.getByText('Deleted “Countess Ada”').first().waitFor()
    await keyboard.press('Control+z')
    await expect.poll(() => window.passkeyIds()).toEqual([id])
  })

  it('answers a page that was never paired with NotAllowedError only, and ignores its signals', async () => {
    const { demo, browser, app } = stage
    const page = await browser.newPage()
    // During `load`, the user has not touched the page yet, so the pairing dialog does not open.
    await page.addInitScript({
      content: `addEventListener('load', ${askForEverything.toString()})`,
    })
    // The page reports the result by itself, because code that a driver evaluates in a page counts as a user gesture.
    const said = page.waitForEvent('console', (message) => message.text().startsWith('{"create"'))
    await page.goto(demo.origin)

    expect(JSON.parse((await said).text())).toEqual({
      create: 'NotAllowedError',
      get: 'NotAllowedError',
      signal: 'undefined',
      malformed: 'TypeError',
      foreign: 'SecurityError',
    })
    expect(await app.window.evaluate(() => window.main.listPasskeys())).toEqual({
      ok: true,
      value: { passkeys: [], next: null },
    })
  })

  it('gives a page that was denied NotAllowedError', async () => {
    const { page, window } = stage

    await page.createPasskey(ada)
    await window.answer('Deny')

    expect(await page.outcome()).toMatchObject({
      good: false,
      text: expect.stringContaining('NotAllowedError'),
    })
  })

  it('keeps a passkey whose page had its answer through SIGKILL', async () => {
    const { app, window, browser, demo } = stage
    await pairAndRegister(stage)
    const ids = await window.passkeyIds()
    await app.kill()
    await browser.close()
    await demo.close()

    stage = last = await setStage({
      dataFolder: app.dataFolder,
      keychainService: app.keychainService,
    })
    await expect.poll(() => stage.window.passkeyIds()).toEqual(ids)
  })

  it('plays a loaded profile until it is removed, even after a restart, and answers one page wrongly', async () => {
    const { page, window, app, browser, demo } = stage
    const file = join(temporaryFolder(), 'acme.json')
    writeFileSync(file, JSON.stringify(ownProfile()))
    await app.app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
    }, file)
    await window.show('Settings')
    await app.window.getByRole('button', { name: 'Load a profile…' }).click()
    await app.window.getByText('Acme Passwords can be chosen now.').waitFor()
    await app.window.getByLabel('Provider').selectOption('acme')
    await expect.poll(() => playedProfile(stage)).toBe('acme')

    await window.show('Passkeys')
    await pairAndRegister(stage)
    const [id = ''] = await window.passkeyIds()
    const detail = await window.detailText(id)
    expect(detail).toMatch(/Made as\s*Acme Passwords/)
    expect(detail).toMatch(/User verification\s*Claimed, no user was verified/)

    await page.signOut()
    await window.show('Pages')
    await app.window.getByRole('button', { name: 'Answer wrongly…' }).click()
    await window.dialog().getByLabel('Fault', { exact: true }).selectOption('signature-flipped')
    await window.dialog().getByRole('button', { name: 'Arm' }).click()
    const armed = `signature-flipped in one answer to ${demo.origin}`
    await app.window.getByText(armed).first().waitFor()
    await page.signIn()
    await window.answer('Sign in')
    expect(await page.outcome()).toMatchObject({ good: false })

    await app.kill()
    await browser.close()
    await demo.close()

    stage = last = await setStage({
      dataFolder: app.dataFolder,
      keychainService: app.keychainService,
    })
    expect(await playedProfile(stage)).toBe('acme')
    await stage.window.show('Settings')
    await stage.app.window.getByRole('button', { name: 'Remove', exact: true }).click()
    await stage.app.window.getByText('Acme Passwords was removed').waitFor()
    expect(await playedProfile(stage)).toBe('latchkey')
  })

  it('answers by itself for an origin that is auto-approved, and says so', async () => {
    const { page, window, app } = stage
    await pairAndRegister(stage)
    await window.show('Pages')
    await app.window.getByRole('switch', { name: 'Auto-approve' }).click()
    await expect.poll(() => pageSettings(stage)).toMatchObject({ answersByItself: true })

    await page.signOut()
    await page.signIn()

    expect(await page.outcome()).toMatchObject({ good: true })
    await window.show('Activity')
    await expect.poll(() => window.text()).toMatch(/auto-approved/i)
  })

  it('says who asked while the vault was locked, and keeps that in the record', async () => {
    const { page, window, app } = stage
    await pairAndRegister(stage)
    await page.signOut()
    await app.window.evaluate(() => globalThis.window.main.lockVault())
    await app.window.getByRole('heading', { name: 'The vault is locked' }).waitFor()

    await page.signIn()
    expect(await page.outcome()).toMatchObject({
      good: false,
      text: expect.stringMatching(/Latchkey is locked\. Unlock it[^.]*\.$/),
    })
    await app.window.getByText('asked just now, and was refused.').waitFor()
    await app.window.getByRole('button', { name: 'Unlock' }).click()
    await window.show('Activity')

    await expect.poll(() => window.text()).toContain('the vault is locked')
  })

  it('tells the page when the bridge is switched off', async () => {
    const { page, window, app } = stage
    await pairAndRegister(stage)
    await page.signOut()
    await window.show('Pages')
    const bridge = app.window.getByRole('switch', { name: 'Bridge' })

    await bridge.click()
    await expect.poll(async () => (await app.state()).bridge.port).toBeNull()
    await page.signIn()
    expect(await page.outcome()).toMatchObject({
      good: false,
      text: expect.stringContaining('Latchkey'),
    })
  })
})

async function playedProfile({ app }: Stage): Promise<string> {
  return (await app.state()).authenticator.profile
}

/** Runs in the page. */
async function askForEverything(): Promise<void> {
  const challenge = new Uint8Array(32)
  const nameOf = (error: unknown) => (error as Error).name
  const publicKey = {
    challenge,
    rp: { name: 'x' },
    user: { id: new Uint8Array([1]), name: 'x', displayName: 'x' },
    pubKeyCredParams: [],
  }
  const signals = PublicKeyCredential as unknown as {
    signalUnknownCredential(options: unknown): Promise<unknown>
  }
  const signal = (options: unknown) => signals.signalUnknownCredential(options).then(String, nameOf)
  const answers = {
    create: await navigator.credentials.create({ publicKey }).then(String, nameOf),
    get: await navigator.credentials.get({ publicKey: { challenge } }).then(String, nameOf),
    signal: await signal({ rpId: 'localhost', credentialId: 'AQID' }),
    malformed: await signal({ rpId: 'localhost', credentialId: 'A===' }),
    foreign: await signal({ rpId: 'example.org', credentialId: 'AQID' }),
  }
  console.log(JSON.stringify(answers))
}

function isGet({ call }: { readonly call: string }): boolean {
  return call === 'navigator.credentials.get'
}

/** The passkey whose row has the focus. */
function focusedPasskey({ app }: Stage): Promise<string | undefined> {
  return app.window.evaluate(
    () => (document.activeElement as HTMLElement | null)?.dataset.passkeyId,
  )
}

/** Presses a key until the element with the focus has this name. */
async function pressUntilFocused({ app }: Stage, key: string, name: string): Promise<void> {
  const focused = () =>
    app.window.evaluate(() => {
      const element = document.activeElement as HTMLElement | null
      if (element === document.body) return 'nothing'
      return `${element?.getAttribute('aria-label') ?? ''} ${element?.innerText ?? ''}`
    })
  for (let presses = 0; presses < 40; presses++) {
    if ((await focused()).includes(name)) return
    await app.window.keyboard.press(key)
  }
  throw new Error(`${name} was never reached by ${key}; the focus is on ${await focused()}`)
}
