/** What the fixture does for a test, without access to Latchkey’s internals. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'latchkey/playwright'
import { DemoPage } from '../../../demo/drive/demo-page'

const { STATE_FILE = '' } = process.env

/** A busy machine may take many times as long as an idle one. */
const PATIENCE_MS = 90_000

let demo: DemoPage

test.beforeEach(async ({ page, baseURL }) => {
  demo = new DemoPage(page)
  await demo.open(baseURL ?? '')
})

/** All tests share the relying party, so each test uses its own accounts. */
async function register(userName: string): Promise<void> {
  await demo.createPasskey({ userName, displayName: 'A user' })
  expect((await demo.outcome(PATIENCE_MS)).text).toBe('Registered A user and signed in.')
}

async function signOut(): Promise<void> {
  await demo.signOut()
  expect(await demo.outcome(PATIENCE_MS)).toEqual({ good: true, text: 'Signed out.' })
}

async function signedIn(): Promise<string | undefined> {
  const { signedIn: userId, accounts } = await demo.state()
  return accounts.find((account) => account.userId === userId)?.userName
}

test('registers', async ({ passkeys }) => {
  await register('ada')

  expect(await passkeys.list()).toMatchObject([{ rpId: 'localhost', userName: 'ada' }])
})

test('signs in with the account that is chosen', async ({ passkeys }) => {
  await register('ana@example.org')
  await register('ben@example.org')
  await signOut()

  await passkeys.choose('ana@example.org')
  await demo.signIn()

  expect(await demo.outcome(PATIENCE_MS)).toMatchObject({ good: true })
  expect(await signedIn()).toBe('ana@example.org')
  expect(await passkeys.waitForCeremony('get')).toMatchObject({
    outcome: 'done',
    names: { userName: 'ana@example.org' },
    answeredBy: 'script',
  })
})

test('accepts a page’s offer, but only when the test says so', async ({ page, passkeys }) => {
  await register('berta')
  await signOut()
  await page.getByRole('button', { name: 'Offer sign-in' }).click()
  await passkeys.waitFor('ceremonyWaiting', { where: { question: 'offer' } })
  expect(await signedIn()).toBe(undefined)

  await passkeys.choose('berta')

  expect(await passkeys.waitForCeremony('get')).toMatchObject({ names: { userName: 'berta' } })
  await expect.poll(signedIn).toBe('berta')
})

test('lets the user decline', async ({ passkeys }) => {
  await passkeys.deny()
  await demo.createPasskey({ userName: 'cleo', displayName: 'Cleo' })

  expect((await demo.outcome(PATIENCE_MS)).text).toContain('NotAllowedError')
  expect(await passkeys.list()).toEqual([])
})

test('learns of a change of names', async ({ passkeys }) => {
  await register('dora')

  await demo.saveNames({ userName: 'dorothy', displayName: 'Dorothy' })
  const signal = await passkeys.waitForSignal('currentUserDetails', { where: { outcome: 'done' } })

  expect(signal.changes).toMatchObject([{ what: 'renamed', after: { userName: 'dorothy' } }])
  expect(await passkeys.list()).toMatchObject([{ userName: 'dorothy' }])
})

test.describe('what a test keeps', () => {
  test('is written to a file', async ({ passkeys }) => {
    await register('erna')

    await passkeys.state({ path: STATE_FILE })
  })

  test.describe('', () => {
    test.use({ passkeysState: STATE_FILE })

    test('is what another begins with', async ({ passkeys }) => {
      await demo.signIn()

      expect(await demo.outcome(PATIENCE_MS)).toMatchObject({ good: true })
      expect(await signedIn()).toBe('erna')
      expect(await passkeys.list()).toHaveLength(1)
    })
  })
})

test.describe('a case', () => {
  const path = `${STATE_FILE}.case`

  test('is saved to a file', async ({ passkeys }) => {
    await passkeys.seed('of the case')
    await passkeys.setSettings({ profile: 'bitwarden' })
    await register('greta')
    await passkeys.saveCase({ path })
  })

  test.describe('', () => {
    test.use({ passkeysCase: path })

    test('is what another replays', async ({ passkeys }) => {
      await demo.createPasskey({ userName: 'gustav', displayName: 'A user' })

      // The passkey that the relying party has from the test before.
      const { text } = await demo.outcome(PATIENCE_MS)
      expect(text).toBe('This passkey is registered already.')
      const { entry } = JSON.parse(readFileSync(path, 'utf8')) as {
        readonly entry: { readonly passkeyId: string }
      }
      expect(await passkeys.list()).toMatchObject([{ id: entry.passkeyId, userName: 'gustav' }])
    })
  })
})

test.describe('a passkey that Playwright made', () => {
  const path = `${STATE_FILE}.playwright`

  test('is taken from Playwright’s own authenticator', async ({ browser, baseURL, passkeys }) => {
    const context = await browser.newContext({ bypassCSP: true })
    await context.credentials.install()
    demo = new DemoPage(await context.newPage())
    await demo.open(baseURL ?? '')
    await register('hanna')
    await context.storageState({ credentials: true, path })
    const credentials = await context.credentials.get()
    await context.close()

    await passkeys.importCredentials('playwright', credentials)
    expect(await passkeys.exportCredentials('playwright')).toEqual(credentials)
  })

  test.describe('', () => {
    test.use({ storageState: path })

    test('is what a test begins with whose storage state has passkeys', async ({ passkeys }) => {
      await demo.signOut()
      await demo.outcome(PATIENCE_MS)
      await demo.signIn()

      expect(await demo.outcome(PATIENCE_MS)).toMatchObject({ good: true })
      expect(await signedIn()).toBe('hanna')
      expect(await passkeys.waitForCeremony('get')).toMatchObject({ outcome: 'done' })
    })
  })
})

test('fails, and says what Latchkey did', async ({ passkeys }) => {
  await passkeys.never({ rpId: 'example.org' })
  await register('fritz')

  expect(await passkeys.list()).toEqual([])
})

test('fails when Latchkey has ended', async ({ latchkey }) => {
  await latchkey.end()

  throw new Error('the own error')
})
