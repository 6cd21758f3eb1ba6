import { expect, it } from 'vitest'
import type { MenuItemConstructorOptions } from 'electron'
import {
  menuTemplate,
  type MenuActions,
  type MenuState,
} from '../../../src/main/desktop/menu-template'

const open: MenuState = { isOpen: true, undo: null }

function menu(platform: NodeJS.Platform, state: Partial<MenuState> = {}) {
  const asked: unknown[] = []
  const note = (name: string) => (what?: unknown) => void asked.push(what ?? name)
  const actions: MenuActions = {
    show: note('show'),
    ask: note('ask'),
    lock: note('lock'),
    quit: note('quit'),
    copyDiagnostics: note('copyDiagnostics'),
    showLog: note('showLog'),
  }
  const template = menuTemplate(platform, { ...open, ...state }, actions)
  const all = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
  const entry = (label: RegExp): MenuItemConstructorOptions => {
    const found = all.find((one) => label.test(one.label ?? ''))
    if (!found) throw new Error(`no entry is called ${label}`)
    return found
  }
  const press = (label: RegExp) => (entry(label).click as () => void)()
  return { template, all, entry, press, asked }
}

it('has an accelerator once', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    const used = menu(platform).all.flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(used).size).toBe(used.length)
    expect(used.length).toBeGreaterThan(10)
  }
})

it('asks the window for the window’s own actions', () => {
  const { press, asked } = menu('linux')

  for (const label of [
    /^Import/,
    /^Export/,
    /^Undo/,
    /^Find/,
    /^Go to/,
    /^Keyboard/,
    /^Trash/,
    /^Open the Demo/,
  ])
    press(label)

  expect(asked).toEqual([
    ...['import', 'export', 'undo', 'search', 'palette', 'shortcuts', 'trash', 'demo'],
  ])
})

it('says what is undone, short enough for a menu', () => {
  expect(menu('linux', { undo: 'Deleted “A & B”' }).entry(/^Undo/).label).toBe(
    'Undo: Deleted “A && B”',
  )
  expect(menu('linux', { undo: 'x'.repeat(200) }).entry(/^Undo/).label).toHaveLength(66)
})

it('offers no vault actions while the vault is not open, but the text undo and the log', () => {
  const { entry } = menu('linux', { isOpen: false })

  expect(entry(/^Import/).enabled).toBe(false)
  expect(entry(/^Export/).enabled).toBe(false)
  expect(entry(/^Lock/).enabled).toBe(false)
  expect(entry(/^Passkeys/).enabled).toBe(false)
  expect(entry(/^Undo/).enabled).toBe(true)
  expect(entry(/^Show Log/).enabled).toBeUndefined()
})

it('has the menu of an app on macOS, and About in Help elsewhere', () => {
  const roles = (items: readonly MenuItemConstructorOptions[]) => items.map(({ role }) => role)
  const mac = menu('darwin')

  expect(mac.template[0]?.label).toBe('Latchkey')
  expect(roles(mac.all)).toEqual(expect.arrayContaining(['about', 'services', 'hide', 'unhide']))
  expect(roles(mac.all).filter((role) => role === 'about')).toHaveLength(1)
  expect(roles(menu('linux').all)).toContain('about')
  expect(roles(menu('linux').all)).not.toContain('hide')
})
