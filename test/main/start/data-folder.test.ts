import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { parseCommandLine } from '../../../src/main/start/command-line'
import { chooseDataFolder } from '../../../src/main/start/data-folder'

const APP_DATA = join('/home/ada', '.config')
const chosen = (...args: string[]) => chooseDataFolder(parseCommandLine(args), APP_DATA)

it('names the data folder after the keychain service', () => {
  expect(chosen('--keychain-service=Latchkey Dev')).toBe(join(APP_DATA, 'Latchkey Dev'))
})

it('uses the folder of --data', () => {
  expect(chosen('--data=/somewhere')).toBe('/somewhere')
})

it('creates a new temporary folder for each automation start, even with --data', () => {
  const folders = [chosen('--automation'), chosen('--automation', '--data=/somewhere')]
  onTestFinished(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

  expect(new Set(folders).size).toBe(2)
  for (const folder of folders) {
    expect(folder).toContain('latchkey-automation-')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  }
})
