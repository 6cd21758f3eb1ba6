/** What signals do, from a page in a real Chromium to the window of the real app. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { pairAndRegister, setStage, type Stage } from '../support/stage'

let stage: Stage
let id: string

beforeEach(async () => {
  stage = await setStage()
  await pairAndRegister(stage)
  ;[id = ''] = await stage.window.passkeyIds()
})
afterEach(() => stage.strike())
afterAll(removeTemporaryFolders)

type Method =
  'signalCurrentUserDetails' | 'signalUnknownCredential' | 'signalAllAcceptedCredentials'

/** Calls one of the three methods in the page. */
async function signal(method: Method, options: object, page = stage.page.page): Promise<unknown> {
  return page.evaluate(
    ([name, given]) =>
      (PublicKeyCredential as unknown as Record<string, (options: object) => Promise<unknown>>)[
        name
      ]?.(given),
    [method, options] as const,
  )
}

/** Another document of the page that was paired. */
async function openAgain(): Promise<Page> {
  const storageState = await stage.page.page.context().storageState()
  const context = await stage.browser.newContext({ storageState })
  const page = await context.newPage()
  await page.goto(stage.demo.origin)
  return page
}

async function userId(): Promise<string> {
  const [account] = (await stage.page.state()).accounts
  return account?.userId ?? ''
}

const rename = async (displayName: string) =>
  signal('signalCurrentUserDetails', {
    rpId: 'localhost',
    userId: await userId(),
    name: 'ada@example.org',
    displayName,
  })

const accept = async (allAcceptedCredentialIds: readonly string[]) =>
  signal('signalAllAcceptedCredentials', {
    rpId: 'localhost',
    userId: await userId(),
    allAcceptedCredentialIds,
  })

const row = () => stage.window.rowText(id)
const notices = () => stage.app.window.getByRole('region', { name: 'Notices' })
const list = async () => {
  const reply = await stage.app.window.evaluate(() => window.main.listPasskeys())
  return reply.ok ? reply.value : []
}

async function choosePolicy(policy: string): Promise<void> {
  await stage.window.show('Pages')
  await stage.app.window.getByLabel('Signals').selectOption(policy)
  await stage.window.show('Passkeys')
}

describe('a changed name', () => {
  it('shows at once, leaves its trail, and can be undone', async () => {
    await rename('Ada Lovelace')
    await expect.poll(row).toContain('Ada Lovelace')
    await expect.poll(() => notices().innerText()).toContain('Ada Lovelace')
    expect(await stage.window.detailText(id)).toMatch(/Ada Byron.*Ada Lovelace/)

    await notices().getByRole('button', { name: 'Undo' }).click()
    await expect.poll(row).toContain('Ada Byron')
    await stage.window.show('Activity')
    await expect.poll(() => stage.window.text()).toContain('undone')
  })

  it('survives a restart, and can be undone then', async () => {
    await rename('Ada Lovelace')
    await expect.poll(row).toContain('Ada Lovelace')
    const { dataFolder, keychainService } = stage.app
    await stage.strike()
    stage = await setStage({ dataFolder, keychainService })
    await expect.poll(row).toContain('Ada Lovelace')

    const entries = await stage.app.window.evaluate(() => window.main.listActivity())
    const entry = entries.ok ? entries.value.find(({ kind }) => kind === 'signal') : undefined
    await stage.app.window.evaluate((entryId) => window.main.undoSignal(entryId), entry?.id ?? '')
    await expect.poll(row).toContain('Ada Byron')
  })

  it('stays the user’s own under Google Password Manager, until the site is followed again', async () => {
    await choosePolicy('google-password-manager')
    await stage.app.window.evaluate(
      ([passkeyId]) =>
        window.main.renamePasskey(passkeyId, {
          userName: 'ada@example.org',
          userDisplayName: 'Countess',
        }),
      [id] as const,
    )
    await rename('Ada Lovelace')
    await stage.window.show('Activity')
    await expect.poll(() => stage.window.text()).toMatch(/the user edited the name/i)
    expect(await list()).toMatchObject([{ userDisplayName: 'Countess' }])

    await stage.app.window.evaluate(([passkeyId]) => window.main.followSite(passkeyId), [
      id,
    ] as const)
    await rename('Ada King')
    await expect.poll(list).toMatchObject([{ userDisplayName: 'Ada King' }])
  })

  it('uses up the quota, and the page’s card says so', async () => {
    await choosePolicy('google-password-manager')
    for (let i = 0; i < 11; i++) await rename(`Ada ${i}`)
    await stage.window.show('Activity')
    await expect.poll(() => stage.window.text()).toMatch(/quota used up, one back in \d:\d\d/i)
    expect(await list()).toMatchObject([{ userDisplayName: 'Ada 9' }])
    await stage.window.show('Pages')

    await expect.poll(() => stage.window.text()).toMatch(/None of 10 changes left, one back in/)
  })
})

describe('a passkey that the site does not know', () => {
  it('is hidden with when and why, and shown again when it is listed', async () => {
    await signal('signalUnknownCredential', { rpId: 'localhost', credentialId: id })
    await expect.poll(() => stage.window.text()).toContain('Hidden from pages')
    await expect.poll(list).toMatchObject([{ hidden: { because: expect.any(String) as string } }])

    await accept([id])
    await expect.poll(list).toMatchObject([{ hidden: null }])
    await accept([])
    await expect.poll(list).toMatchObject([{ hidden: { because: expect.any(String) as string } }])
  })

  it('goes to the trash under “delete”, and signs in again once restored', async () => {
    await choosePolicy('delete')
    await accept([])
    await expect.poll(() => stage.window.passkeyIds()).toEqual([])
    await stage.app.window.getByRole('link', { name: /Trash/ }).click()
    await stage.app.window.getByRole('button', { name: /Restore/ }).click()
    await expect.poll(list).toMatchObject([{ id, hidden: null }])

    await stage.page.signOut()
    await stage.page.signIn()
    await stage.window.answer('Sign in')
    expect(await stage.page.outcome()).toMatchObject({ good: true })
  })
})

describe('signals beside other things', () => {
  it('change the account of a question that is open', async () => {
    await stage.page.signOut()
    await stage.page.signIn()
    await expect.poll(() => stage.window.dialogText()).toContain('Ada Byron')
    await rename('Ada Lovelace')

    await expect.poll(() => stage.window.dialogText()).toContain('Ada Lovelace')
    await stage.window.answer('Sign in')
    expect(await stage.page.outcome()).toMatchObject({ good: true })
  })

  it('of two pages at once are both applied, and both recorded', async () => {
    const other = await openAgain()
    const options = { rpId: 'localhost', userId: await userId(), name: 'ada@example.org' }
    const one = { ...options, displayName: 'One' }
    const two = { ...options, displayName: 'Two' }
    await Promise.all([
      signal('signalCurrentUserDetails', one),
      signal('signalCurrentUserDetails', two, other),
    ])
    const renames = async () => (await list())[0]?.renames.map(({ after }) => after.userDisplayName)

    await expect.poll(async () => (await renames())?.sort()).toEqual(['One', 'Two'])
  })

  it('are exported as JSON', async () => {
    await rename('Ada Lovelace')
    await expect.poll(row).toContain('Ada Lovelace')
    const file = join(temporaryFolder(), 'record.json')
    await stage.app.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    await stage.window.show('Activity')
    await stage.app.window.getByRole('button', { name: /Export/ }).click()
    await expect.poll(() => notices().innerText()).toContain(file)

    const record = JSON.parse(readFileSync(file, 'utf8')) as { entries: readonly object[] }
    expect(record).toMatchObject({ format: 'latchkey-record', version: 1 })
    expect(record.entries[0]).toMatchObject({
      kind: 'signal',
      policy: 'spec',
      changes: [{ what: 'renamed', after: { userDisplayName: 'Ada Lovelace' } }],
    })
  })
})
