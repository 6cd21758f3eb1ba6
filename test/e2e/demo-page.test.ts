/**
 * The demo's relying party and page with Chromium's own authenticator: what is wrong with Latchkey
 * cannot be wrong here, so that the demo is a judge.
 */
import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../../demo/drive/browser'
import { DemoPage } from '../../demo/drive/demo-page'
import { openDemoAlone, type DemoAlone } from '../support/demo-alone'

declare global {
  interface Window {
    readonly axe: typeof axe
  }
}

const ada = { userName: 'ada@example.org', displayName: 'Ada Lovelace' }
const grace = { userName: 'grace@example.org', displayName: 'Grace Hopper' }

describe('the demo’s page', () => {
  let browser: Browser
  let demo: DemoAlone['demo']
  let page: DemoPage
  let authenticator: DemoAlone['authenticator']
  let close: DemoAlone['close']

  beforeAll(async () => {
    browser = await launchChromium()
  })

  afterAll(() => browser.close())

  beforeEach(async () => {
    ;({ demo, page, authenticator, close } = await openDemoAlone(browser))
  })

  afterEach(() => close())

  async function registered(): Promise<string> {
    await page.createPasskey(ada)
    expect(await page.outcome()).toMatchObject({ good: true })
    const [account] = (await page.state()).accounts
    return account!.userId
  }

  it('offers sign-in without asking, and signs in when the offer is accepted', async () => {
    await signedOut()

    await page.page.getByRole('button', { name: 'Offer sign-in' }).click()

    await page.page.getByText('The offer was accepted.').waitFor()
    await expect
      .poll(() => page.outcome())
      .toMatchObject({
        good: true,
        text: expect.stringContaining('Signed in'),
      })
    expect(await page.calls()).toContainEqual(
      expect.objectContaining({
        call: 'navigator.credentials.get',
        options: expect.objectContaining({ mediation: 'conditional' }),
      }),
    )
  })

  it('withdraws the offer, and continues', async () => {
    await signedOut()
    await authenticator.answer(false)
    await page.page.getByRole('button', { name: 'Offer sign-in' }).click()

    await page.page.getByRole('button', { name: 'Withdraw the offer' }).click()

    await page.page.getByText('The offer ended: AbortError.').waitFor()
    await page.page.getByRole('button', { name: 'Offer sign-in' }).waitFor()
  })

  async function signedOut(): Promise<string> {
    const userId = await registered()
    await page.signOut()
    await page.outcome()
    return userId
  }

  it('registers a passkey under the account’s user.id and names', async () => {
    const userId = await registered()

    expect(await authenticator.credentials()).toMatchObject([
      {
        isResidentCredential: true,
        userHandle: Buffer.from(userId, 'base64url').toString('base64'),
        userName: ada.userName,
        userDisplayName: ada.displayName,
      },
    ])
  })

  it('shows what it knows of the passkey', async () => {
    await registered()

    const shown = await page.page.locator('#accounts').innerText()
    expect(shown).toContain(ada.userName)
    expect(shown).toContain('signed in')
    expect(shown).toContain('ES256')
    expect(shown).toContain('internal')
  })

  it('excludes a second passkey for an account', async () => {
    await registered()

    await page.createPasskey(ada)

    const { good, text } = await page.outcome()
    expect(good).toBe(false)
    expect(text).toContain('InvalidStateError')
  })

  it('signs in without a user name, by the user handle', async () => {
    const userId = await signedOut()

    await page.signIn()

    expect(await page.outcome()).toMatchObject({ good: true })
    expect((await page.state()).signedIn).toBe(userId)
    expect(await page.check()).toMatchObject({
      'response.userHandle': userId,
      'user.id given': userId,
      'are they equal': '✓ yes',
      signature: '✓ good',
    })
  })

  it('signs in with a user name, naming the account’s passkeys', async () => {
    const userId = await signedOut()

    await page.signInWithUserName(ada.userName)

    expect(await page.outcome()).toMatchObject({ good: true })
    expect((await page.state()).signedIn).toBe(userId)
    const get = (await page.calls()).find(({ call }) => call === 'navigator.credentials.get')
    expect(get?.options).toMatchObject({ allowCredentials: [{ type: 'public-key' }] })
  })

  it('signs in with a passkey that is not discoverable, which states no user handle', async () => {
    await page.createPasskey({ ...ada, residentKey: 'discouraged' })
    await page.outcome()
    await page.signOut()
    await page.outcome()

    await page.signInWithUserName(ada.userName)

    expect(await page.outcome()).toMatchObject({ good: true })
    expect(await page.check()).toMatchObject({ 'response.userHandle': 'none returned' })
  })

  it('shows in one tab what happened in another', async () => {
    const other = new DemoPage(await page.page.context().newPage())
    await other.open(demo.origin)
    // WebAuthn answers only the page in front.
    await page.page.bringToFront()

    await registered()

    await other.page.locator('#accounts').getByText(ada.userName).waitFor()
  })

  it('does not draw an account again that has not changed', async () => {
    await signedOut()
    const before = await page.page.locator('.account').elementHandle()

    await page.createPasskey(grace)
    expect(await page.outcome()).toMatchObject({ good: true })

    expect(await page.page.locator('.account h3').allInnerTexts()).toEqual([
      ada.displayName,
      expect.stringContaining(grace.displayName),
    ])
    expect(await before.evaluate((view) => view.isConnected)).toBe(true)
  })

  it('works in a browser that lacks the JSON forms', async () => {
    await page.page.addInitScript(() => {
      Reflect.deleteProperty(PublicKeyCredential, 'parseCreationOptionsFromJSON')
      Reflect.deleteProperty(PublicKeyCredential, 'parseRequestOptionsFromJSON')
      Reflect.deleteProperty(PublicKeyCredential.prototype, 'toJSON')
    })
    await page.open(demo.origin)
    const userId = await signedOut()

    await page.signIn()

    expect(await page.outcome()).toMatchObject({ good: true })
    expect(await page.check()).toMatchObject({ 'response.userHandle': userId })
  })

  it('says who answers when Latchkey’s script did not load, and loads again', async () => {
    await expect.poll(() => page.connection()).toContain('Calls go to the browser’s own passkeys.')

    const again = page.page.waitForEvent('load')
    await page.page.getByRole('button', { name: 'Load again' }).click()

    await again
  })

  it('says where a refusal’s reason is when Latchkey refuses to pair', async () => {
    await page.page.addInitScript(() => {
      Object.assign(window, { latchkey: { state: 'unpaired' } })
      navigator.credentials.create = () =>
        Promise.reject(new DOMException('No.', 'NotAllowedError'))
    })
    await page.open(demo.origin)
    await expect.poll(() => page.connection()).toContain('asks whether to pair')

    await page.createPasskey(ada)

    const reason = 'Activity in Latchkey’s window gives the reason. Pages do not learn the reason.'
    expect(await page.outcome()).toEqual({ good: false, text: `NotAllowedError: No. ${reason}` })
    await expect.poll(() => page.connection()).toContain('within a minute')
    expect((await page.page.locator('body').innerText()).split('Pages do not learn')).toHaveLength(
      2,
    )
  })

  it('sends the user to Latchkey’s window while the page shows the code', async () => {
    await page.page.addInitScript(() => {
      Object.assign(window, { latchkey: { state: 'unpaired' } })
      navigator.credentials.create = () => {
        document.body.append(document.createElement('latchkey-pairing'))
        return new Promise(() => undefined)
      }
    })
    await page.open(demo.origin)
    await expect.poll(() => page.connection()).toContain('asks whether to pair')

    await page.createPasskey(ada)

    await expect.poll(() => page.connection()).toContain('Go to Latchkey’s window now')
    await expect
      .poll(() => page.page.locator('#outcome').innerText())
      .toBe('Waiting for your answer in Latchkey’s window…')
  })

  it('calls what its notes on signals describe policies', async () => {
    const names = await page.page.locator('#signals dt').allTextContents()

    expect(new Set(names)).toEqual(
      new Set([
        'Policy “Follow the specification”',
        'Policy “Google Password Manager”',
        'Policy “Delete”',
      ]),
    )
  })

  it('offers to sign in with the user name that was registered last, unless one was typed', async () => {
    const field = page.page.getByLabel('User name to sign in with')
    await page.createPasskey(grace)
    await page.outcome()
    expect(await field.inputValue()).toBe(grace.userName)

    await field.fill('typed@example.org')
    await page.signOut()
    await page.createPasskey(ada)
    await page.outcome()

    expect(await field.inputValue()).toBe('typed@example.org')
  })

  it('keeps its word on the connection out of the corner of Latchkey’s code', async () => {
    await page.page.setViewportSize({ width: 1100, height: 800 })

    const { x, width } = (await page.page.locator('#latchkey').boundingBox())!

    expect(x + width).toBeLessThan(700)
  })

  describe('while the user is waited for', () => {
    const create = () => page.page.getByRole('button', { name: 'Create passkey' })
    const cancel = () => page.page.getByRole('button', { name: 'Cancel' })

    beforeEach(async () => {
      await authenticator.answer(false)
      await page.createPasskey(ada)
      await cancel().waitFor()
    })

    it('does not begin another ceremony', async () => {
      const begun: string[] = []
      page.page.on('request', (request) => begun.push(request.url()))

      await create().dispatchEvent('click')
      await page.page.getByLabel('User name', { exact: true }).press('Enter')

      expect(await create().getAttribute('aria-disabled')).toBe('true')
      expect(await page.state()).toMatchObject({ accounts: [] })
      // The page may also read the state by itself, when it hears of a change.
      expect(new Set(begun)).toEqual(new Set([`${demo.origin}/api/state`]))
    })

    it('cancels when asked to, and can begin again', async () => {
      await cancel().click()

      expect(await page.outcome()).toEqual({ good: false, text: 'Cancelled.' })
      expect(await cancel().isHidden()).toBe(true)
      await authenticator.answer(true)
      await registered()
    })
  })

  it('makes a passkey with only the keyboard', async () => {
    const { keyboard } = page.page
    // Over “Load again” to the user name.
    await page.page.locator('body').press('Tab')
    await keyboard.press('Tab')
    await keyboard.type('keys@example.org')
    // From the user name over three fields to the button.
    for (let tab = 0; tab < 4; tab++) await keyboard.press('Tab')

    await keyboard.press('Enter')

    expect(await page.outcome()).toMatchObject({ good: true })
    expect((await page.state()).accounts).toMatchObject([{ userName: 'keys@example.org' }])
  })

  it.each(['light', 'dark'] as const)('leaves axe nothing to find, %s', async (colorScheme) => {
    await page.page.emulateMedia({ colorScheme })
    await registered()
    await page.signIn()
    await page.outcome()
    await page.page.locator('#log summary').first().click()
    await page.page.evaluate(axe.source)

    const violations = await page.page.evaluate(async () => {
      const found = await window.axe.run()
      return found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
    })

    expect(violations).toEqual([])
  })

  it('fits a window of 360 pixels', async () => {
    await page.page.setViewportSize({ width: 360, height: 740 })
    await registered()
    await page.signIn()
    await page.outcome()
    await page.page.locator('#log summary').first().click()

    expect(await page.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  })
})
