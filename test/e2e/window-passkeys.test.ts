/** The list of passkeys in the real window: each action by mouse, and with only the keyboard. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { USUAL_PASSKEY_LIST, type PasskeyListSettings } from '../../src/shared/passkey-list'
import { launchApp, removeTemporaryFolders, temporaryFolder, type RunningApp } from '../support/app'
import { hasFocus, pressUntil } from '../support/press-until'
import { resident } from '../support/webdriver-session'

let running: RunningApp

/** The newest passkey is last. By site, each site has its newest passkey first. */
const accounts = [
  { name: 'Zed', rpId: 'a.example', isDiscoverable: true },
  { name: 'Bob', rpId: 'a.example', isDiscoverable: true },
  { name: 'Cleo', rpId: 'b.example', isDiscoverable: true },
  { name: 'Carl', rpId: 'b.example', isDiscoverable: false },
]
const BY_SITE = ['Bob', 'Zed', 'Carl', 'Cleo']
const BY_NAME = ['Bob', 'Carl', 'Cleo', 'Zed']

beforeAll(async () => {
  running = await launchApp()
  await running.window.getByRole('heading', { level: 1, name: 'Passkeys' }).waitFor()
  const file = join(temporaryFolder(), 'passkeys.json')
  const credentials = accounts.map(({ name, rpId, isDiscoverable }) => ({
    ...resident,
    rpId,
    isResidentCredential: isDiscoverable,
    credentialId: idOf(name),
    userHandle: idOf(name),
    userName: `${name.toLowerCase()}@example.org`,
    userDisplayName: name,
  }))
  writeFileSync(file, JSON.stringify(credentials))
  await running.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, file)
})
beforeEach(beginAgain)
afterAll(async () => {
  await running.quit()
  removeTemporaryFolders()
})

function idOf(name: string): string {
  return Buffer.from(name).toString('base64url')
}

/** The four passkeys as imported, an empty trash, and the list in its initial state. */
async function beginAgain(): Promise<void> {
  await running.window.evaluate(async (usual: PasskeyListSettings) => {
    const { main } = window
    function value<T>(reply: { ok: true; value: T } | { ok: false; error: { message: string } }) {
      if (!reply.ok) throw new Error(reply.error.message)
      return reply.value
    }
    const { passkeys } = value(await main.listPasskeys())
    if (passkeys.length > 0) value(await main.deletePasskeys(passkeys.map(({ id }) => id)))
    const trashed = value(await main.listTrash()).map(({ passkey }) => passkey.id)
    if (trashed.length > 0) value(await main.deleteForever(trashed))
    value(await main.importPasskeys())
    value(await main.setPasskeyList(usual))
    value(await main.keepView('passkeys'))
  }, USUAL_PASSKEY_LIST)
  await running.window.reload()
  await expect.poll(names).toEqual(BY_SITE)
}

const rows = () => running.window.locator('[data-passkey-id]')
const row = (name: string) => running.window.locator(`[data-passkey-id="${idOf(name)}"]`)
const names = () => rows().locator('.title').allInnerTexts()
const chosen = () =>
  running.window.locator('[data-passkey-id][aria-selected=true] .title').allInnerTexts()
const press = (keys: string) => running.window.keyboard.press(keys)
const button = (name: string | RegExp) => running.window.getByRole('button', { name })
const column = (name: string) => running.window.getByRole('columnheader', { name, exact: true })
const title = (name: string) => column(name).getByRole('button')
const sortOf = (name: string) => column(name).getAttribute('aria-sort')
const menu = () => running.window.getByRole('menu', { name: 'Actions' })
const menuItem = (name: string) => menu().getByRole('menuitem', { name })
const details = () => running.window.getByRole('region', { name: 'Passkey', exact: true })
const notices = () => running.window.getByRole('region', { name: 'Notices' })
const copied = () => running.app.evaluate(({ clipboard }) => clipboard.readText())
const link = (name: string) => running.window.getByRole('link', { name, exact: true })
/** The counts beside the links of the navigation: the passkeys, then the trash. */
const counts = () =>
  running.window.locator('[href="#passkeys"] + span, [href="#trash"] + span').allTextContents()
const isOn = (name: string) => hasFocus(running.window, `[data-passkey-id="${idOf(name)}"]`)

/** Focuses the first row by Tab. */
async function toList(): Promise<void> {
  await pressUntil(running.window, 'Tab', '[data-passkey-id]')
}

describe('sorts', () => {
  it('by the titles of the columns', async () => {
    await title('Name').click()
    await expect.poll(names).toEqual(BY_NAME)
    expect(await sortOf('Name')).toBe('ascending')
    await title('Site').click()
    await expect.poll(names).toEqual(BY_SITE)
  })

  it('in reverse by a second click on a title, kept as the column is', async () => {
    await title('Name').click()
    await title('Name').click()
    await expect.poll(names).toEqual(BY_NAME.toReversed())
    expect(await sortOf('Name')).toBe('descending')
    await button('Z to A: reverse the order').waitFor()
    await running.window.reload()
    await expect.poll(names).toEqual(BY_NAME.toReversed())
    await button('Z to A: reverse the order').click()
    await expect.poll(names).toEqual(BY_NAME)
  })

  it('in reverse by the keyboard', async () => {
    await title('Name').focus()
    await press('Enter')
    await expect.poll(names).toEqual(BY_NAME)
    await press('Space')
    await expect.poll(names).toEqual(BY_NAME.toReversed())
    expect(await sortOf('Name')).toBe('descending')
    await press('Enter')
    await expect.poll(() => sortOf('Name')).toBe('ascending')
  })

  it('by the keyboard', async () => {
    await pressUntil(running.window, 'Tab', 'select[aria-label="Sort by"]')
    await press('ArrowDown')
    await expect.poll(names).toEqual(BY_NAME)
  })
})

describe('filters', () => {
  it('by the mouse', async () => {
    await button('Filter').click()
    await button(/^Not discoverable/).click()
    await expect.poll(names).toEqual(['Carl'])
    await running.window.getByText('1 of 4').waitFor()
    await button('Clear').click()
    await expect.poll(names).toEqual(BY_SITE)
  })

  it('by the keyboard', async () => {
    await pressUntil(running.window, 'Tab', '[aria-controls=passkey-filters]')
    await press('Enter')
    await pressUntil(running.window, 'Tab', '.passkey-filters .chip:nth-of-type(4)')
    await press('Space')
    await expect.poll(names).toEqual(['Carl'])
  })
})

describe('folds a site away and unfolds it', () => {
  it('by the mouse', async () => {
    const heading = button(/^a\.example, 2 passkeys/)
    await heading.click()
    await expect.poll(names).toEqual(['Carl', 'Cleo'])
    await heading.click()
    await expect.poll(names).toEqual(BY_SITE)
  })

  it('by the keyboard', async () => {
    await toList()
    await press('ArrowLeft')
    await expect.poll(names).toEqual(['Carl', 'Cleo'])
    await press('ArrowRight')
    await expect.poll(names).toEqual(BY_SITE)
    await expect.poll(() => isOn('Bob')).toBe(true)
  })
})

describe('acts on several together, with one undo', () => {
  it('by Ctrl-click, Shift-click and the bar of the selection', async () => {
    await row('Zed').click({ modifiers: ['Control'] })
    await row('Cleo').click({ modifiers: ['Shift'] })
    expect(await chosen()).toEqual(['Zed', 'Carl', 'Cleo'])
    await row('Carl').click({ modifiers: ['Control'] })
    expect(await chosen()).toEqual(['Zed', 'Cleo'])

    const bar = running.window.getByRole('toolbar', { name: 'Selected passkeys' })
    await bar.getByRole('button', { name: 'Delete' }).click()
    await expect.poll(names).toEqual(['Bob', 'Carl'])
    await expect.poll(counts).toEqual(['2 passkeys', '2 passkeys'])
    await notices().getByText('Deleted 2 passkeys').waitFor()
    await notices().getByRole('button', { name: 'Undo' }).click()
    await expect.poll(names).toEqual(BY_SITE)
    await expect.poll(counts).toEqual(['4 passkeys'])
  })

  it('by the keyboard', async () => {
    await toList()
    await press('Control+A')
    await press('Delete')
    await running.window.getByRole('heading', { name: 'No passkeys yet' }).waitFor()
    await press('Control+Z')
    await expect.poll(names).toEqual(BY_SITE)
  })
})

describe('has a context menu', () => {
  it('by the right mouse button', async () => {
    await row('Cleo').click({ button: 'right' })
    await menuItem('Copy user name').click()
    await expect.poll(copied).toBe('cleo@example.org')

    await row('Bob').click({ modifiers: ['Control'] })
    await row('Zed').click({ modifiers: ['Control'] })
    await row('Zed').click({ button: 'right' })
    await menuItem('Copy 2 credential ids').click()
    await expect.poll(copied).toBe(`${idOf('Bob')}\n${idOf('Zed')}`)
  })

  it('by the keyboard', async () => {
    await toList()
    await press('Shift+F10')
    await menu().waitFor()
    await press('r')
    await press('Enter')
    const dialog = running.window.getByRole('dialog')
    await dialog.getByLabel('Display name').waitFor()
    await press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await isOn('Bob')).toBe(true)
  })
})

it('moves to the row whose name is typed', async () => {
  await toList()
  await running.window.keyboard.type('cl')
  await expect.poll(() => isOn('Cleo')).toBe(true)
})

describe('opens a passkey from the palette', () => {
  it('by the mouse', async () => {
    await press('Control+K')
    await running.window.getByRole('option', { name: /^Cleo/ }).click()
    await details().getByRole('heading', { name: 'Cleo' }).waitFor()
  })

  it('by the keyboard', async () => {
    await press('Control+K')
    await running.window.getByRole('combobox', { name: 'Go to a view' }).waitFor()
    await running.window.keyboard.type('zed a.ex')
    await press('Enter')
    await details().getByRole('heading', { name: 'Zed' }).waitFor()
  })
})

it('shows the shortcuts by ? in a row, and goes back to the row', async () => {
  await toList()
  await press('?')
  const sheet = running.window.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await sheet.waitFor()
  await press('Escape')
  await sheet.waitFor({ state: 'detached' })
  expect(await isOn('Bob')).toBe(true)
})

it('keeps the widths of both panes, dragged or set by keys, for the next start', async () => {
  const { window } = running
  const width = async () => Math.round((await details().boundingBox())?.width ?? 0)
  const divider = window.getByRole('separator', { name: 'Width of the details' })
  await row('Bob').click()
  const box = await divider.boundingBox()
  if (box === null) throw new Error('there is no divider')
  const [x, y] = [box.x + box.width / 2, box.y + 200]
  await window.mouse.move(x, y)
  await window.mouse.down()
  await window.mouse.move(x - 20, y)
  await window.mouse.move(x - 40, y)
  await window.mouse.up()
  await expect.poll(width).toBe(USUAL_PASSKEY_LIST.detailWidth + 40)

  await pressUntil(window, 'Tab', '[role=separator]')
  await press('ArrowRight')
  await expect.poll(width).toBe(USUAL_PASSKEY_LIST.detailWidth + 16)

  const usual = await widthOfEntry()
  await pressUntil(running.window, 'Tab', '[role=separator]')
  await press('ArrowRight')
  await expect.poll(() => running.state()).toMatchObject({ entryWidth: usual - 24 })
  const { dataFolder, keychainService } = running
  await running.quit()
  running = await launchApp({ dataFolder, keychainService })
  expect(await widthOfEntry()).toBe(usual - 24)
  await link('Passkeys').click()
  await row('Bob').click()
  expect(await width()).toBe(USUAL_PASSKEY_LIST.detailWidth + 16)
})

/** Opens the newest entry of the record beside its list. */
async function widthOfEntry(): Promise<number> {
  await link('Activity').click()
  await running.window.locator('[data-entry-id]').first().click()
  const box = await running.window.getByRole('region', { name: 'Entry' }).boundingBox()
  return Math.round(box?.width ?? 0)
}
