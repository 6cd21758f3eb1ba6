import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { parseCommandLine } from '../../../src/main/start/command-line'
import { chooseDataFolder } from '../../../src/main/start/data-folder'

const APP_DATA = join('/home/ada', '.config')
const chosen = (...args: string[]) => chooseDataFolder(parseCommandLine(args), APP_DATA)

it('is named after the keychain service', () => {
  expect(chosen('--keychain-service=Latchkey Dev')).toBe(join(APP_DATA, 'Latchkey Dev'))
})

it('is the one that is given', () => {
  expect(chosen('--data=/somewhere')).toBe('/somewhere')
})

it('is never the user’s own for test drivers, and a new one each time', () => {
  const folders = [chosen('--automation'), chosen('--automation', '--data=/somewhere')]
  onTestFinished(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

  expect(new Set(folders).size).toBe(2)
  for (const folder of folders) {
    expect(folder).toContain('latchkey-automation-')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  }
})
