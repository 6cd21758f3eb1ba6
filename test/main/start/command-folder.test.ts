import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { commandFolder } from '../../../src/main/start/command-folder'

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-data-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

it('is in the data folder, and stays', () => {
  const data = dataFolder()

  const { path, remove } = commandFolder(data)
  remove()

  expect(path).toBe(join(data, 'command'))
  expect(existsSync(data)).toBe(true)
})

it('is elsewhere if there is no data folder, and goes with the command', () => {
  const data = join(dataFolder(), 'mistyped')

  const { path, remove } = commandFolder(data)
  expect(existsSync(path)).toBe(true)
  remove()

  expect([existsSync(path), existsSync(data)]).toEqual([false, false])
})
