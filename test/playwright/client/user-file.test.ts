import {
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
import { notWritten, writeUserFile } from '../../../playwright/client/user-file'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'

let folder: string

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(removeTemporaryFolders)

const inFolder = (name: string) => join(folder, name)

describe('a file that the user has named', () => {
  it('is not said to lack its folder, where the folder is there and takes no new file', () => {
    const error = Object.assign(new Error('open'), { code: 'ENOENT', syscall: 'open' })

    expect(notWritten(inFolder('x.json'), error)).toMatchObject({
      message: `${inFolder('x.json')} cannot be written, because the folder ${folder} takes no new file. Give another path.`,
    })
    expect(notWritten(inFolder('none/x.json'), error)).toMatchObject({
      message: expect.stringContaining(`there is no folder ${inFolder('none')}.`) as string,
    })
  })

  it.each(['there', 'missing'])('is written through links, where the file is %s', (which) => {
    mkdirSync(inFolder('elsewhere'))
    if (which === 'there') writeFileSync(inFolder('elsewhere/file.json'), 'old')
    symlinkSync('elsewhere/file.json', inFolder('near.json'))
    symlinkSync('near.json', inFolder('link.json'))
    writeUserFile(inFolder('link.json'), 'new')

    expect(readFileSync(inFolder('elsewhere/file.json'), 'utf8')).toBe('new')
    expect(lstatSync(inFolder('link.json')).isSymbolicLink()).toBe(true)
    expect(lstatSync(inFolder('near.json')).isSymbolicLink()).toBe(true)
    expect(readdirSync(inFolder('elsewhere'))).toEqual(['file.json'])
  })

  it('follows a relative link from behind a linked folder', () => {
    mkdirSync(inFolder('deep/inner'), { recursive: true })
    symlinkSync('deep/inner', inFolder('short'))
    symlinkSync('../file.json', inFolder('deep/inner/link.json'))
    writeUserFile(inFolder('short/link.json'), 'new')

    expect(readFileSync(inFolder('deep/file.json'), 'utf8')).toBe('new')
  })

  it('never replaces a device', () => {
    expect(() => writeUserFile('/dev/null', 'text')).toThrow(
      '/dev/null cannot be written, because it is no file. Give the path of a file.',
    )
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  })

  it.each([
    ['', 'it is a folder. Give the path of a file.'],
    ['loop', 'it is a link that leads to itself. Give the path of a file.'],
    ['file/one', 'a part of the path is no folder. Give another path.'],
  ])('is refused at %j with a reason', (name, reason) => {
    symlinkSync('loop', inFolder('loop'))
    writeFileSync(inFolder('file'), '')
    const path = inFolder(name)

    expect(() => writeUserFile(path, 'text')).toThrow(
      `${path} cannot be written, because ${reason}`,
    )
  })

  it('makes folders only when it may', () => {
    const path = inFolder('a/b.json')

    expect(() => writeUserFile(path, 'text')).toThrow(
      `${path} cannot be written, because there is no folder ${inFolder('a')}. Make the folder, or give another path.`,
    )
    expect(readdirSync(folder)).toEqual([])
    writeUserFile(path, 'text', { makeFolders: true })
    expect(readFileSync(path, 'utf8')).toBe('text')
  })
})
