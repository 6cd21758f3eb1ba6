/** The inspector in the real window: a ceremony of a real page, opened by mouse, and with only the keyboard. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { hasFocus, pressUntil } from '../support/press-until'
import { nextStage, pairAndRegister, type Stage } from '../support/stage'

let stage: Stage
let last: Stage | undefined

beforeEach(async () => {
  stage = last = await nextStage(last)
  // The window opens with the view that was shown last.
  await stage.app.window.getByRole('link', { name: 'Passkeys', exact: true }).click()
  await pairAndRegister(stage)
  await stage.page.signOut()
  await stage.page.signIn()
  await stage.window.answer('Sign in')
  expect(await stage.page.outcome()).toMatchObject({ good: true })
})
afterAll(async () => {
  await last?.strike()
  removeTemporaryFolders()
})

const rows = () => stage.app.window.locator('[data-entry-id]')
const pane = () => stage.app.window.getByRole('region', { name: 'Entry' })
const panel = () => stage.app.window.getByRole('tabpanel')
const tab = (name: string) => stage.app.window.getByRole('tab', { name, exact: true })

it('opens a sign-in and its creation by the mouse', async () => {
  const { app, page } = stage
  await app.window.getByRole('link', { name: 'Activity', exact: true }).click()
  await rows().filter({ hasText: 'Signed in' }).first().click()

  await panel().getByText('Sent to the page').waitFor()
  await tab('Request').click()
  await panel().getByText('navigator.credentials.get()').waitFor()

  const get = (await page.calls()).find(({ call }) => call === 'navigator.credentials.get')
  const challenge = /"challenge":"([^"]+)"/.exec(JSON.stringify(get?.options))?.[1] ?? 'none'
  await tab('Response').click()
  await panel().getByText(`"${challenge}"`).waitFor()
  const hash = panel().getByRole('treeitem', { name: 'rpIdHash' }).first()
  await hash.hover()
  expect(await panel().locator('.byte-map').first().locator('.run.marked').count()).toBe(2)

  await tab('Check').click()
  // The record has the creation, so the signature is checked with the public key of the passkey.
  await panel().getByText('Public key from the passkey’s creation,').waitFor()
  await panel().getByText('No step fails').waitFor()

  await tab('Offer').click()
  await panel().getByText('It would be offered now.').waitFor()

  await rows().filter({ hasText: 'Passkey created' }).first().click()
  await tab('Response').click()
  await panel().getByRole('tree', { name: 'Attestation object' }).waitFor()
  await tab('Check').click()
  await panel().getByText('No step fails').waitFor()

  await pane().getByRole('button', { name: 'Close the details' }).click()
  await pane().waitFor({ state: 'detached' })
})

it('keeps the width of an opened entry, dragged or set by keys', async () => {
  const { app } = stage
  const { mouse, keyboard } = app.window
  const width = async () => Math.round((await pane().boundingBox())?.width ?? 0)
  await app.window.getByRole('link', { name: 'Activity', exact: true }).click()
  await rows().first().click()
  const usual = await width()
  const divider = app.window.getByRole('separator', { name: 'Width of the entry' })
  const box = await divider.boundingBox()
  if (box === null) throw new Error('there is no divider')
  const [x, y] = [box.x + box.width / 2, box.y + 200]
  await mouse.move(x, y)
  await mouse.down()
  await mouse.move(x + 20, y)
  await mouse.move(x + 40, y)
  await mouse.up()
  await expect.poll(width).toBe(usual - 40)

  await pressUntil(app.window, 'Tab', '[role=separator]')
  await keyboard.press('ArrowLeft')
  await expect.poll(width).toBe(usual - 16)
  expect(await app.state()).toMatchObject({ entryWidth: usual - 16 })
  await app.window.reload()
  await app.window.getByRole('link', { name: 'Activity', exact: true }).click()
  await rows().first().click()
  expect(await width()).toBe(usual - 16)
})

it('saves a ceremony as a case file, and opens the file again', async () => {
  const { app } = stage
  const file = join(temporaryFolder(), 'case.json')
  await app.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, file)
  await app.window.getByRole('link', { name: 'Activity', exact: true }).click()
  await rows().filter({ hasText: 'Signed in' }).first().click()

  await pane().getByRole('button', { name: 'Save case…' }).click()
  await app.window.getByText('Case saved to').first().waitFor()
  const saved = JSON.parse(readFileSync(file, 'utf8')) as { response: { id: string } }

  await app.window.getByRole('button', { name: 'Open case…' }).click()
  await pane().getByText('case file').waitFor()
  await tab('Response').click()
  await panel().getByText(saved.response.id).first().waitFor()
})

it('says why a sign-in failed, and copies the ceremony, with only the keyboard', async () => {
  const { app, page, window } = stage
  await page.signOut()
  await page.signIn()
  await window.answer('Decline')
  await page.outcome()
  const { keyboard } = app.window
  const until = (key: string, selector: string) => pressUntil(app.window, key, selector)

  await until('Tab', 'a[href="#activity"]')
  await keyboard.press('Enter')
  await rows().filter({ hasText: 'Sign-in refused' }).first().waitFor()
  await until('Tab', '[data-entry-id]')
  await keyboard.press('Home')
  await keyboard.press('Enter')
  await panel().getByText('failed here').waitFor()
  expect(await pane().innerText()).toContain('Sign-in refused')

  await until('Tab', '.take-away button')
  await keyboard.press('Enter')
  await pane().getByText('Copied').first().waitFor()
  const copied = await app.app.evaluate(({ clipboard }) => clipboard.readText())
  expect(JSON.parse(copied)).toMatchObject({ kind: 'get', outcome: 'refused', response: null })

  await until('Tab', '[role=tab]')
  await keyboard.press('ArrowRight')
  await panel().getByText('navigator.credentials.get()').waitFor()
  await keyboard.press('Escape')
  await pane().waitFor({ state: 'detached' })
  expect(await hasFocus(app.window, '[data-entry-id]')).toBe(true)
})

it('arms a case by the mouse, which applies to its page until the banner disarms it', async () => {
  const { app, window } = stage
  await caseOfBitwarden()
  await app.window.getByRole('link', { name: 'Activity', exact: true }).click()
  await app.window.getByRole('button', { name: 'Open case…' }).click()
  await pane().getByRole('button', { name: 'Arm case…' }).click()
  expect(await window.dialogText()).toContain('Bitwarden')

  await window.dialog().getByRole('button', { name: 'Arm', exact: true }).click()

  const banner = app.window.locator('.app-banner')
  await banner.getByText('A case is armed').waitFor()
  expect(await provider()).toBe('bitwarden')
  await banner.getByRole('button', { name: 'Disarm the case' }).click()
  await banner.waitFor({ state: 'detached' })
  expect(await provider()).toBeNull()
})

it('arms a case and disarms it, with only the keyboard', async () => {
  const { app, window } = stage
  await caseOfBitwarden()
  const { keyboard } = app.window
  const until = (selector: string) => pressUntil(app.window, 'Tab', selector)

  await until('a[href="#activity"]')
  await keyboard.press('Enter')
  await until('button[title="Open a case file…"]')
  await keyboard.press('Enter')
  await pane().getByText('case file').waitFor()
  await until('.take-away button:last-of-type')
  await keyboard.press('Enter')
  await window.dialogText()
  await until('[role=dialog] .primary')
  await keyboard.press('Enter')
  await app.window.getByText('A case is armed').waitFor()
  expect(await provider()).toBe('bitwarden')

  await keyboard.press('Control+Z')

  await app.window.locator('.app-banner').waitFor({ state: 'detached' })
  expect(await provider()).toBeNull()
})

/**
 * The file that the next dialogs save and open: a sign-in to the page while Bitwarden's profile answered it. Afterwards,
 * Latchkey's own profile answers the page again.
 */
async function caseOfBitwarden(): Promise<void> {
  const { app, page, window, demo } = stage
  const setProfile = (profile: string | null) =>
    app.window.evaluate(
      ([origin, chosen]) => globalThis.window.main.setPageProfile(origin, chosen),
      [demo.origin, profile] as const,
    )
  await setProfile('bitwarden')
  await page.signOut()
  await page.signIn()
  await window.answer('Sign in')
  await page.outcome()
  await setProfile(null)
  const file = join(temporaryFolder(), 'case.json')
  await app.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, file)
  const saved = await app.window.evaluate(async () => {
    const { main } = globalThis.window
    const recorded = await main.listActivity()
    const entries = recorded.ok ? recorded.value.entries : []
    // A page that signs in may signal, too.
    const signIn = entries.find(({ kind }) => kind === 'get')
    return signIn && main.saveCase(signIn.id)
  })
  expect(saved).toMatchObject({ ok: true, value: file })
}

/** The profile of the only connected page; null: the profile for all pages. */
async function provider(): Promise<string | null | undefined> {
  const reply = await stage.app.window.evaluate(() => window.main.listPages())
  return reply.ok ? reply.value[0]?.profile : undefined
}

it('shows the entries of one day, and moves to the entry whose title is typed, with only the keyboard', async () => {
  const { app, page } = stage
  // Must be the last test of this app, because the clock stays a day ahead.
  await app.app.evaluate(() => {
    const now = Date.now.bind(Date)
    Date.now = () => now() + 24 * 60 * 60_000
  })
  await page.signOut()
  await page.signIn()
  await stage.window.answer('Sign in')
  expect(await page.outcome()).toMatchObject({ good: true })
  await app.window.getByRole('link', { name: 'Activity', exact: true }).click()
  const days = () => app.window.locator('.activity-day').allInnerTexts()
  await expect.poll(days).toHaveLength(2)

  await pressUntil(app.window, 'Tab', 'select[aria-label=Day]')
  await app.window.keyboard.press('End')
  await expect.poll(days).toEqual(['Today'])

  await pressUntil(app.window, 'Tab', '[data-entry-id]')
  await app.window.keyboard.type('passkey cr')
  const title = app.window.locator('[data-entry-id]:focus .title')
  await expect.poll(() => title.innerText()).toBe('Passkey created')
})
