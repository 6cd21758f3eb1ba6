/** The signals that the demo's page sends, as Chromium's own authenticator takes them. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../../demo/drive/browser'
import type { DemoPage } from '../../demo/drive/demo-page'
import { openDemoAlone, type DemoAlone } from '../support/demo-alone'
import { ada, grace } from '../support/demo-relying-party'

describe('the demo’s page', () => {
  let browser: Browser
  let page: DemoPage
  let authenticator: DemoAlone['authenticator']
  let close: DemoAlone['close']

  beforeAll(async () => {
    browser = await launchChromium()
  })

  afterAll(() => browser.close())

  beforeEach(async () => {
    ;({ page, authenticator, close } = await openDemoAlone(browser))
  })

  afterEach(() => close())

  async function registered(): Promise<void> {
    await page.createPasskey(ada)
    expect(await page.outcome()).toMatchObject({ good: true })
  }

  it('signals new names', async () => {
    await registered()

    await page.saveNames(grace)

    expect(await page.outcome()).toMatchObject({ good: true })
    await expect
      .poll(() => authenticator.credentials())
      .toMatchObject([{ userName: grace.userName, userDisplayName: grace.displayName }])
  })

  it('signals that a passkey was removed', async () => {
    await registered()

    await page.removePasskey()

    expect(await page.outcome()).toMatchObject({ good: true })
    await expect.poll(() => authenticator.credentials()).toEqual([])
  })

  it('signals an unknown passkey when the user signs in with a removed one', async () => {
    await registered()
    await page.sendSignals(false)
    await page.removePasskey()
    await page.outcome()
    expect(await authenticator.credentials()).toHaveLength(1)
    await page.sendSignals(true)

    await page.signIn()

    expect(await page.outcome()).toMatchObject({
      good: false,
      text: 'Not signed in. No account here has this passkey.',
    })
    await expect.poll(() => authenticator.credentials()).toEqual([])
  })

  it('deletes a passkey, signals it as unknown, and says when the account has no passkeys left', async () => {
    await registered()

    await page.deleteAsUnknown()

    const { text } = await page.outcome()
    expect(text).toBe(
      'Passkey removed here. The signal was sent: Latchkey’s window shows what it did.',
    )
    expect((await page.calls())[0]?.call).toBe('PublicKeyCredential.signalUnknownCredential')
    await expect.poll(() => authenticator.credentials()).toEqual([])
    await page.page.getByText('The account has no passkey left.').waitFor()
  })

  it('signals an empty list, and keeps the account’s passkeys', async () => {
    await registered()

    await page.sendList('real')
    expect(await page.outcome()).toMatchObject({ good: true })
    expect(await authenticator.credentials()).toHaveLength(1)
    await page.sendList('empty')

    expect(await page.outcome()).toMatchObject({ good: true })
    await expect.poll(() => authenticator.credentials()).toEqual([])
    expect((await page.state()).accounts).toMatchObject([{ passkeys: [{}] }])
  })

  it('says that a signal was not sent while signals are switched off', async () => {
    await registered()
    await page.sendSignals(false)

    await page.sendList('empty')

    const { text } = await page.outcome()
    expect(text).toBe('Nothing changed here. The signal was not sent: the log says why.')
    expect(await authenticator.credentials()).toHaveLength(1)
  })

  it('does not offer signals by hand before the user is signed in', async () => {
    await page.page.getByText('Create a passkey or sign in first.').waitFor()
    expect(await page.page.getByRole('button', { name: 'Send the real list' }).isHidden()).toBe(
      true,
    )

    await registered()

    await page.page.getByRole('button', { name: 'Send the real list' }).waitFor()
  })

  it('signals that a deleted account has no passkeys', async () => {
    await registered()

    await page.deleteAccount()

    expect(await page.outcome()).toMatchObject({ good: true })
    expect((await page.state()).accounts).toEqual([])
    await expect.poll(() => authenticator.credentials()).toEqual([])
  })
})
