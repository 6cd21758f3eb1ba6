/** The palette, the menu, the demo page and *Erase everything*, in the real window with only the keyboard. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchApp, removeTemporaryFolders, temporaryFolder, type RunningApp } from '../support/app'
import { resident } from '../support/webdriver-session'

let running: RunningApp
/** Where the replacement of the system's browser writes the URL that it opens. */
let opened: string
let demoPage: string

beforeAll(async () => {
  const programs = temporaryFolder()
  opened = join(programs, 'opened')
  writeFileSync(join(programs, 'xdg-open'), `#!/bin/sh\nprintf %s "$1" > '${opened}'\n`, {
    mode: 0o755,
  })
  running = await launchApp({ env: { PATH: `${programs}${delimiter}${process.env.PATH}` } })
  await heading('Passkeys')
})
afterAll(async () => {
  await running.quit()
  removeTemporaryFolders()
})

const heading = (name: string) =>
  running.window.getByRole('heading', { level: 1, name, exact: true }).waitFor()

async function goTo(words: string): Promise<void> {
  await running.window.keyboard.press('Control+K')
  await running.window.getByRole('combobox', { name: 'Go to a view' }).waitFor()
  await running.window.keyboard.type(words)
  await running.window.keyboard.press('Enter')
}

/** Chooses an entry of the application menu. */
const choose = (label: string) =>
  running.app.evaluate(({ Menu }, wanted) => {
    const entries = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? [])
    const click = entries.find((one) => one.label.startsWith(wanted))!.click as () => void
    click()
  }, label)

const undoLabel = () =>
  running.app.evaluate(({ Menu }) => {
    const entries = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? [])
    return entries.find((one) => one.label.startsWith('Undo'))!.label
  })

/** A port that no program uses now. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

it('goes to a view by the palette, with the focus on its heading', async () => {
  await goTo('trash')

  await heading('Trash')
  const focused = () => running.window.evaluate(() => document.activeElement?.textContent)
  await expect.poll(focused).toBe('Trash')
})

it('shows a view and the shortcuts from the menu', async () => {
  await choose('Activity')
  await heading('Activity')

  await choose('Keyboard Shortcuts')
  await running.window.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await running.window.keyboard.press('Escape')
})

it('serves the demo page to the browser, with the script of its own bridge', async () => {
  await goTo('passkeys')
  const button = running.window.getByRole('button', { name: 'Open the demo page' })
  await button.focus()
  await running.window.keyboard.press('Enter')

  await expect.poll(() => existsSync(opened) && readFileSync(opened, 'utf8')).toMatch(/^http/)
  demoPage = readFileSync(opened, 'utf8')
  const page = await (await fetch(demoPage)).text()
  const port = await running.bridgePort()
  expect(page).toContain(`<script src="http://127.0.0.1:${port}/latchkey.js"></script>`)
})

it('moves the bridge to another port', async () => {
  const old = await running.bridgePort()
  const port = await freePort()
  await goTo('settings')
  await running.window.getByRole('textbox', { name: 'Port' }).fill(String(port))
  await running.window.keyboard.press('Enter')

  await expect.poll(async () => (await running.state()).bridge.port).toBe(port)
  // The bridge answers, and refuses clients that are not a page.
  expect((await fetch(`http://127.0.0.1:${port}/latchkey.js`)).status).toBe(403)
  await expect(fetch(`http://127.0.0.1:${old}/latchkey.js`)).rejects.toThrow('fetch failed')
  const kept = JSON.parse(readFileSync(join(running.dataFolder, 'settings.json'), 'utf8')) as object
  expect(kept).toMatchObject({ bridgePort: port })
  await goTo('passkeys')
})

it('imports passkeys from a file, and undoes an action on one from the menu', async () => {
  const file = join(temporaryFolder(), 'passkeys.json')
  writeFileSync(file, JSON.stringify([{ ...resident, userName: 'imported@example.org' }]))
  await running.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, file)

  await choose('Import Passkeys')
  await running.window.getByRole('button', { name: 'Show' }).click()
  await running.window.getByRole('region', { name: 'Passkey' }).waitFor()
  await running.window.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.poll(undoLabel).toMatch(/^Undo: Deleted “/)
  await choose('Undo')

  await running.window.getByRole('row', { name: /imported@example\.org/ }).waitFor()
  await expect.poll(undoLabel).toBe('Undo')
})

it('opens the system’s menu on a text field and on selected text, by the mouse and by the keyboard', async () => {
  await running.app.evaluate(({ Menu }) => {
    const opened: Electron.Menu[] = []
    Object.assign(globalThis, { opened })
    Menu.prototype.popup = function (this: Electron.Menu) {
      opened.push(this)
    }
  })
  const entries = () =>
    running.app.evaluate(() => {
      const { opened } = globalThis as unknown as { opened: Electron.Menu[] }
      return opened.map(({ items }) => items.filter((one) => one.enabled).map(({ role }) => role))
    })
  /** Chooses an entry of the menu that was opened last. */
  const pick = (role: string) =>
    running.app.evaluate(({ BrowserWindow }, wanted) => {
      const { opened } = globalThis as unknown as { opened: Electron.Menu[] }
      const [window] = BrowserWindow.getAllWindows()
      const item = opened.at(-1)!.items.find((one) => one.role?.toLowerCase() === wanted)
      const click = item!.click as (event: unknown, ...target: readonly unknown[]) => void
      click(undefined, window, window!.webContents)
    }, role)
  const copied = () => running.app.evaluate(({ clipboard }) => clipboard.readText())
  await goTo('passkeys')
  const search = running.window.getByRole('searchbox')
  await search.fill('imported')

  await search.click({ button: 'right' })
  await expect.poll(async () => (await entries()).length).toBe(1)
  await pick('selectall')
  await search.press('Shift+F10')
  await expect.poll(async () => (await entries()).length).toBe(2)
  await pick('cut')
  await expect.poll(copied).toBe('imported')
  expect(await search.inputValue()).toBe('')

  await running.window.getByRole('heading', { level: 1 }).click({ clickCount: 3 })
  await running.window.getByRole('heading', { level: 1 }).click({ button: 'right' })
  await expect.poll(async () => (await entries()).at(-1)).toEqual(['copy'])
  await pick('copy')
  await expect.poll(async () => (await copied()).trim()).toBe('Passkeys')
})

it('erases everything once the word is typed, and begins with an empty vault', async () => {
  const vault = join(running.dataFolder, 'vault.pkv')
  const before = readFileSync(vault)
  await goTo('settings')
  await heading('Settings')
  const erase = running.window.getByRole('button', { name: 'Erase everything…' })
  await erase.focus()
  await running.window.keyboard.press('Enter')
  await running.window.getByRole('alertdialog').waitFor()

  await running.window.keyboard.type('erase')
  await running.window.keyboard.press('Enter')

  // The window of the vault disappears, and returns with the new vault.
  await running.window.getByRole('alertdialog').waitFor({ state: 'detached' })
  await heading('Settings')
  await goTo('passkeys')
  await running.window.getByRole('heading', { name: 'No passkeys yet' }).waitFor()
  expect(readFileSync(vault).subarray(0, 64)).not.toEqual(before.subarray(0, 64))
})

it('stops the demo page with the app', async () => {
  await running.quit()

  await expect(fetch(demoPage)).rejects.toThrow('fetch failed')
})
