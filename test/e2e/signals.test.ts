/** The effects of signals, from a page in a real Chromium to the window of the real app. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { nextStage, pageSettings, pairAndRegister, setStage, type Stage } from '../support/stage'

let stage: Stage
let last: Stage | undefined
let id: string

beforeEach(async () => {
  stage = last = await nextStage(last)
  await pairAndRegister(stage)
  ;[id = ''] = await stage.window.passkeyIds()
})
afterAll(async () => {
  await last?.strike()
  removeTemporaryFolders()
})

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

/** Another document of the paired page. */
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
const undo = () => notices().getByRole('button', { name: 'Undo' }).click()
const list = async () => {
  const reply = await stage.app.window.evaluate(() => window.main.listPasskeys())
  return reply.ok ? reply.value.passkeys : []
}
const displayName = async () => (await list())[0]?.userDisplayName

/** The lines of Activity. */
async function record(): Promise<string> {
  await stage.window.show('Activity')
  return stage.window.text()
}

async function choosePolicy(policy: string): Promise<void> {
  await stage.window.show('Pages')
  await stage.app.window.getByLabel('Signals').selectOption(policy)
  await expect.poll(() => pageSettings(stage)).toMatchObject({ signalPolicy: policy })
  await stage.window.show('Passkeys')
}

async function renameByHand(name: string): Promise<void> {
  await stage.window.detailText(id)
  await stage.app.window.getByRole('button', { name: 'Rename' }).click()
  await stage.app.window.getByRole('textbox', { name: 'Display name' }).fill(name)
  await stage.app.window.getByRole('button', { name: 'Save' }).click()
  await expect.poll(displayName).toBe(name)
}

describe('a changed name', () => {
  it('is marked, and leaves its trail', async () => {
    await rename('Ada Lovelace')
    const marked = stage.app.window.locator('[data-passkey-id].fresh')
    await marked.waitFor()
    const { host } = new URL(stage.demo.origin)
    await expect.poll(row).toMatch(new RegExp(`Ada Byron → Ada Lovelace by ${host} ?, just now`))

    await stage.window.detailText(id)
    const trail = stage.app.window.getByRole('region', { name: 'Name history' })
    await expect
      .poll(async () => (await trail.innerText()).replace(/\s+/g, ' '))
      .toMatch(/Ada Byron → became Ada Lovelace http:\/\/localhost:\d+ \d\d:\d\d Undo/)
  })

  it('is undone by the notice, and the record says so', async () => {
    await rename('Ada Lovelace')
    await expect.poll(() => notices().innerText()).toContain('Ada Lovelace')

    await undo()
    await expect.poll(row).toContain('Ada Lovelace → Ada Byron You undid a change')
    expect(await displayName()).toBe('Ada Byron')
    await stage.window.show('Activity')
    const entry = stage.app.window.getByRole('region', { name: 'Entry' })
    const text = async () => (await entry.innerText()).replace(/\s+/g, ' ')
    await stage.window.openNewestEntry()
    await expect.poll(text).toMatch(/Ada Lovelace → (became )?Ada Byron/)
    await stage.app.window.keyboard.press('ArrowDown')
    await expect.poll(text).toContain('Undone')
  })

  it('survives a restart with its trail, and can be undone from it', async () => {
    await rename('Ada Lovelace')
    await expect.poll(row).toContain('Ada Lovelace')
    const { dataFolder, keychainService } = stage.app
    await stage.strike()
    stage = last = await setStage({ dataFolder, keychainService })
    await expect.poll(row).toContain('Ada Lovelace')
    expect(await stage.window.detailText(id)).toMatch(/Ada Byron → (became )?Ada Lovelace/)

    await stage.app.window.getByRole('button', { name: 'Undo this change' }).click()
    await expect.poll(displayName).toBe('Ada Byron')
  })

  it('stays the user’s own under Google Password Manager, until the site is followed again', async () => {
    await choosePolicy('google-password-manager')
    await renameByHand('Countess')
    await rename('Ada Lovelace')
    await expect.poll(record).toMatch(/the user edited the name/i)
    expect(await displayName()).toBe('Countess')

    await stage.window.show('Passkeys')
    await stage.window.detailText(id)
    await stage.app.window.getByRole('button', { name: 'Use the site’s names' }).click()
    await expect.poll(displayName).toBe('Ada Byron')
    await rename('Ada King')
    await expect.poll(displayName).toBe('Ada King')
  })

  it('uses up the quota, and the page’s card says so', async () => {
    // Earlier tests have used a part of this site's quota.
    await stage.strike()
    stage = last = await setStage()
    await pairAndRegister(stage)
    await choosePolicy('google-password-manager')
    for (let i = 0; i < 11; i++) await rename(`Ada ${i}`)
    await expect.poll(record).toMatch(/quota used up, one more in \d:\d\d/i)
    expect(await displayName()).toBe('Ada 9')

    await stage.window.show('Pages')
    await expect.poll(() => stage.window.text()).toMatch(/0 of 10 changes left, one more in/)
  })
})

describe('a passkey that the site does not know', () => {
  it('is hidden in a section of its own with when and why, and undo shows it', async () => {
    await signal('signalUnknownCredential', { rpId: 'localhost', credentialId: id })
    const header = stage.app.window.getByRole('button', { name: 'Hidden from pages' })
    await header.waitFor()
    await expect
      .poll(row)
      .toMatch(/Hidden just now: http:\/\/localhost:\d+ said that it does not know this passkey/)

    await undo()
    await header.waitFor({ state: 'detached' })
    expect(await list()).toMatchObject([{ hidden: null }])
  })

  it('is hidden when it is not listed, and shown again when it is', async () => {
    await accept([])
    await expect.poll(row).toContain('not in the list that ')
    await accept([id])
    await expect.poll(list).toMatchObject([{ hidden: null }])
  })

  it('goes to the trash under “delete”, and signs in again once restored', async () => {
    await choosePolicy('delete')
    await accept([])
    await expect.poll(() => stage.window.passkeyIds()).toEqual([])
    await stage.page.signOut()
    await stage.page.signIn()
    expect(await stage.window.dialogText()).toContain('No matching passkey')
    await stage.window.answer('Close')
    expect(await stage.page.outcome()).toMatchObject({ good: false })

    await stage.app.window.getByRole('link', { name: /Trash/ }).click()
    await stage.app.window.getByRole('button', { name: /Restore/ }).click()
    await expect.poll(list).toMatchObject([{ id, hidden: null }])
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
    await accept([])
    await expect.poll(row).toContain('Hidden just now')
    const file = join(temporaryFolder(), 'record.json')
    await stage.app.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    await stage.window.show('Activity')
    await stage.app.window.getByRole('button', { name: /Export/ }).click()
    await expect.poll(() => notices().innerText()).toContain(file)

    const written = JSON.parse(readFileSync(file, 'utf8')) as { entries: readonly object[] }
    expect(written).toMatchObject({ format: 'latchkey-record', version: 1 })
    expect(written.entries.slice(0, 2)).toMatchObject([
      { signal: 'allAcceptedCredentials', changes: [{ what: 'hidden', passkeyId: id }] },
      {
        signal: 'currentUserDetails',
        origin: stage.demo.origin,
        policy: 'spec',
        changes: [
          {
            what: 'renamed',
            before: { userDisplayName: 'Ada Byron' },
            after: { userDisplayName: 'Ada Lovelace' },
          },
        ],
      },
    ])
  })
})
