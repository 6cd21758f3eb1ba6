import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { loginItemOf, type LoginItemApp } from '../../../src/main/desktop/login-item'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-login-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function fakeApp(fields: Partial<LoginItemApp> = {}): LoginItemApp {
  let openAtLogin = false
  return {
    isPackaged: true,
    getPath: (name) => (name === 'exe' ? '/opt/Latchkey 100%/latchkey' : folder),
    getLoginItemSettings: () => ({ openAtLogin }),
    setLoginItemSettings: (set) => (openAtLogin = set.openAtLogin),
    ...fields,
  }
}

it('is a file of the desktop on Linux, and goes with it', () => {
  const item = loginItemOf(fakeApp(), 'linux')
  const file = join(folder, 'autostart', 'latchkey.desktop')
  expect(item.isOn).toBe(false)

  item.set(true)
  expect(item.isOn).toBe(true)
  expect(readFileSync(file, 'utf8')).toContain('\nExec="/opt/Latchkey 100%%/latchkey"\n')

  item.set(false)
  expect([item.isOn, existsSync(file)]).toEqual([false, false])
})

it.each(['darwin', 'win32'] as const)('is the setting of the system on %s', (platform) => {
  const item = loginItemOf(fakeApp(), platform)

  item.set(true)

  expect(item.isOn).toBe(true)
  expect(existsSync(join(folder, 'autostart'))).toBe(false)
})

it('is not offered if Latchkey is not installed', () => {
  expect(loginItemOf(fakeApp({ isPackaged: false }), 'linux').isOn).toBeNull()
  expect(loginItemOf(fakeApp({ isPackaged: false }), 'darwin').isOn).toBeNull()
})
