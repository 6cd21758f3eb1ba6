import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { commandSocketPath, usualRuntime } from '../../../src/main/commands/socket-path'

const uid = process.getuid?.()
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
  vi.stubEnv('TMPDIR', folder)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const place = { platform: 'linux', runtimeFolder: undefined, uid } as const

it('gives each data folder a socket of its own, in the user’s runtime folder', () => {
  const at = (data: string) => commandSocketPath(data, { ...place, runtimeFolder: folder })

  expect(dirname(at('/data/one'))).toBe(folder)
  expect(at('/data/one')).toMatch(/\/latchkey-[0-9a-f]{16}\.sock$/)
  expect(at('/data/one')).not.toBe(at('/data/two'))
})

it('makes a folder that only the user can enter, if there is no such folder', () => {
  const nowhere = join(folder, 'nothing')
  const path = commandSocketPath('/data', { ...place, runtimeFolder: nowhere })

  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
  expect(commandSocketPath('/data', place)).toBe(path)
})

it('takes no folder that others can enter', () => {
  chmodSync(dirname(commandSocketPath('/data', place)), 0o770)

  expect(() => commandSocketPath('/data', place)).toThrow(/other users can enter it/)
})

it('is a named pipe on Windows', () => {
  const path = commandSocketPath('C:/data', { ...place, platform: 'win32' })

  expect(path.startsWith(String.raw`\\.\pipe\latchkey-`)).toBe(true)
})

it('is where systemd puts it, for a program that was started without the variable', () => {
  expect(usualRuntime('linux', 1000)).toBe('/run/user/1000')
  expect(usualRuntime('darwin', 501)).toBeUndefined()
})
