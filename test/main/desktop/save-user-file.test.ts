import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveUserFile } from '../../../src/main/desktop/save-user-file'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'

let folder: string

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(removeTemporaryFolders)

const inFolder = (name: string) => join(folder, name)
const modeOf = (name: string) => statSync(inFolder(name)).mode & 0o777

describe('a file that the user saves in the window', () => {
  it.each(['there', 'missing'])(
    'is written through a link, where the file is %s',
    async (which) => {
      mkdirSync(inFolder('elsewhere'))
      if (which === 'there') writeFileSync(inFolder('elsewhere/code.txt'), 'old')
      symlinkSync('elsewhere/code.txt', inFolder('link.txt'))
      await saveUserFile(inFolder('link.txt'), 'new', 'secret')

      expect(readFileSync(inFolder('elsewhere/code.txt'), 'utf8')).toBe('new')
      expect(lstatSync(inFolder('link.txt')).isSymbolicLink()).toBe(true)
      expect(readdirSync(inFolder('elsewhere'))).toEqual(['code.txt'])
      expect(modeOf('elsewhere/code.txt')).toBe(0o600)
    },
  )

  it('is readable only by the user if it is secret, whoever could read the file before', async () => {
    writeFileSync(inFolder('keys.json'), 'old')
    chmodSync(inFolder('keys.json'), 0o644)
    await saveUserFile(inFolder('keys.json'), 'new', 'secret')

    expect([modeOf('keys.json'), readFileSync(inFolder('keys.json'), 'utf8')]).toEqual([
      0o600,
      'new',
    ])
  })

  it('may come in parts', async () => {
    await saveUserFile(inFolder('record.json'), ['one ', 'two'])

    expect(readFileSync(inFolder('record.json'), 'utf8')).toBe('one two')
  })

  it('never replaces a device', async () => {
    await expect(saveUserFile('/dev/null', 'text', 'secret')).rejects.toThrow(
      '/dev/null cannot be written, because it is no file. Give the path of a file.',
    )
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  })

  it('leaves the file that was there when the new one cannot be written as a whole', async () => {
    writeFileSync(inFolder('keys.json'), 'old')
    const broken = function* () {
      yield 'half'
      throw new Error('the vault was locked')
    }
    await expect(saveUserFile(inFolder('keys.json'), broken(), 'secret')).rejects.toThrow(
      'the vault was locked',
    )

    expect(readFileSync(inFolder('keys.json'), 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['keys.json'])
  })

  it('is refused with a reason where there is no folder', async () => {
    await expect(saveUserFile(inFolder('gone/keys.json'), 'text')).rejects.toThrow(
      `${inFolder('gone/keys.json')} cannot be written, because there is no folder ${inFolder('gone')}.`,
    )
  })
})
