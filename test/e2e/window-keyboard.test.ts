/** The main path of the passkeys, in the real window with only the keyboard. Each step begins where the previous one ended. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchApp, removeTemporaryFolders, temporaryFolder, type RunningApp } from '../support/app'
import { resident } from '../support/webdriver-session'

const NAMES = ['ada', 'ben', 'cleo', 'dora']
/** More key presses than there are between any two places of the view. */
const MOST_TABS = 80

let running: RunningApp
let exported: string

beforeAll(async () => {
  running = await launchApp({ args: ['--vault=memory'] })
  exported = join(temporaryFolder(), 'exported.json')
  await running.app.evaluate(
    ({ dialog }, { chosen, saved }) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: saved })
    },
    { chosen: fileOfPasskeys(), saved: exported },
  )
  await goTo('import')
  await running.window.getByText('Imported 4 passkeys').waitFor()
})
afterAll(async () => {
  await running.quit()
  removeTemporaryFolders()
})

function fileOfPasskeys(): string {
  const file = join(temporaryFolder(), 'passkeys.json')
  const passkeys = NAMES.map((name, index) => ({
    ...resident,
    credentialId: Buffer.from(`passkey of ${name}`).toString('base64url'),
    userHandle: Buffer.from([index + 1]).toString('base64url'),
    userName: `${name}@example.org`,
    userDisplayName: name,
  }))
  writeFileSync(file, JSON.stringify(passkeys))
  return file
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await running.window.keyboard.press(key)
}

async function goTo(words: string): Promise<void> {
  await press('Control+K')
  await running.window.getByRole('combobox', { name: 'Go to a view' }).waitFor()
  await running.window.keyboard.type(words)
  await press('Enter')
}

/** What a screen reader would read for the element with the focus. */
const focused = () =>
  running.window.evaluate(() => {
    const { activeElement: element } = document
    return element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? ''
  })

/** Presses a key until the element has the focus. */
async function moveTo(name: RegExp, key = 'Tab'): Promise<void> {
  for (let pressed = 0; !name.test(await focused()); pressed++) {
    if (pressed === MOST_TABS) throw new Error(`${key} does not lead to ${name}`)
    await press(key)
  }
}

/** The user names that Latchkey offers to pages, and the hidden ones. */
async function passkeys() {
  const reply = await running.window.evaluate(() => window.main.listPasskeys())
  if (!reply.ok) throw new Error(reply.error.message)
  const { passkeys: all } = reply.value
  const namesOf = (hidden: boolean) =>
    all.filter((one) => (one.hidden !== null) === hidden).map(({ userName }) => userName)
  return { shown: namesOf(false).length, hidden: namesOf(true).length }
}

/** Moves the focus from anywhere to the first row of the list, and also selects the second row. */
async function chooseTwo(): Promise<void> {
  await press('Control+F', 'ArrowDown')
  await expect.poll(focused).toMatch(/@example\.org/)
  await press('Home', 'Shift+ArrowDown')
  await running.window.getByText('2 selected').waitFor()
}

it('finds a passkey, opens it, and copies a fact of its details', async () => {
  await press('Control+F')
  await running.window.keyboard.type('cleo')
  await running.window.getByText('1 of 4').waitFor()
  await press('ArrowDown')
  await expect.poll(focused).toMatch(/^cleo, cleo@example\.org/)
  await press('Enter')
  await running.window.getByRole('region', { name: 'Passkey', exact: true }).waitFor()

  await moveTo(/^Copy the credential id$/)
  await press('Enter')

  await expect
    .poll(() => running.app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(Buffer.from('passkey of cleo').toString('base64url'))
  await moveTo(/^Copy the SPKI$/)
})

it('leaves the details and the search by Escape', async () => {
  await press('Escape')
  await expect.poll(focused).toMatch(/^cleo, /)

  await press('Control+F', 'Escape')
  await running.window
    .getByRole('status')
    .filter({ hasText: /^4 passkeys$/ })
    .waitFor()
})

it('hides two passkeys together, and undoes that', async () => {
  await chooseTwo()
  await press('Control+Shift+H')
  await expect.poll(passkeys).toEqual({ shown: 2, hidden: 2 })

  await press('Control+Z')
  await expect.poll(passkeys).toEqual({ shown: 4, hidden: 0 })
})

it('deletes two passkeys, and restores both in the trash: by its menu and by Enter', async () => {
  await press('Escape')
  await chooseTwo()
  await press('Delete')
  await expect.poll(passkeys).toEqual({ shown: 2, hidden: 0 })

  await goTo('trash')
  await expect.poll(focused).toBe('Trash')
  await press('Control+F', 'ArrowDown')
  await expect.poll(focused).toMatch(/@example\.org/)
  await press('Shift+F10')
  await expect.poll(focused).toMatch(/^Restore/)
  await press('Enter')
  await expect.poll(passkeys).toEqual({ shown: 3, hidden: 0 })
  await expect.poll(focused).toMatch(/@example\.org/)
  await press('Enter')

  await expect.poll(passkeys).toEqual({ shown: 4, hidden: 0 })
  await expect.poll(focused).toBe('Trash')
})

it('exports the selection, after the user confirms', async () => {
  await goTo('passkeys')
  await expect.poll(focused).toBe('Passkeys')
  await chooseTwo()
  await press('Control+Shift+E')
  await confirmExport(2)

  await expect.poll(() => existsSync(exported)).toBe(true)
  await running.window.getByText('Exported 2 passkeys with private keys').waitFor()
  expect(JSON.parse(readFileSync(exported, 'utf8'))).toHaveLength(2)
})

it('exports everything from the palette', async () => {
  await goTo('export all')
  await confirmExport(4)

  await running.window.getByText('Exported 4 passkeys with private keys').waitFor()
  expect(JSON.parse(readFileSync(exported, 'utf8'))).toHaveLength(4)
})

it('leaves the focus in the window when the vault is locked, opened, and a change is undone', async () => {
  await goTo('lock the vault')
  await expect.poll(focused).toBe('Unlock')
  await press('Enter')
  await expect.poll(focused).toBe('Passkeys')

  await chooseTwo()
  await press('Control+Shift+H')
  await expect.poll(passkeys).toEqual({ shown: 2, hidden: 2 })
  await moveTo(/^Undo$/)
  await press('Enter')
  await expect.poll(passkeys).toEqual({ shown: 4, hidden: 0 })
  await expect.poll(focused).toMatch(/@example\.org/)
})

async function confirmExport(count: number): Promise<void> {
  const dialog = running.window.getByRole('dialog', {
    name: `Export ${count} passkeys with private keys?`,
  })
  await dialog.waitFor()
  await expect
    .poll(() => dialog.getByRole('button', { name: 'Export', exact: true }).isEnabled())
    .toBe(true)
  await moveTo(/^Export$/)
  await press('Enter')
  await dialog.waitFor({ state: 'detached' })
}
