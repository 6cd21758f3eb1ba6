import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isBuilt, noteBuild } from '../../scripts/build-once'

const LONG_AGO = new Date('2020-01-01')
const LATER = new Date('2100-01-01')

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
  mkdirSync(join(folder, 'out'))
  for (const name of ['src/main/index.ts', 'src/page/index.ts', 'package.json', 'vite.config.ts'])
    write(name)
})

afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), '')
  // Folders, too, because a folder changes with the names of its files.
  for (let path = name; path !== '.'; path = dirname(path)) touch(path, LONG_AGO)
}

function touch(name: string, when: Date): void {
  utimesSync(join(folder, name), when, when)
}

const build = () => noteBuild(async () => undefined, folder)

describe('what was built', () => {
  it('is not there before the first build', () => {
    expect(isBuilt(folder)).toBe(false)
  })

  it('is there after a build, even when a file that is not built changes', async () => {
    await build()
    write('docs/vault.md')
    touch('docs/vault.md', LATER)

    expect(isBuilt(folder)).toBe(true)
  })

  it.each(['src/main/index.ts', 'package.json', 'vite.config.ts', 'src/page'])(
    'is old when %s is newer',
    async (name) => {
      await build()
      touch(name, LATER)

      expect(isBuilt(folder)).toBe(false)
    },
  )

  it('is old when a source changed while it was built', async () => {
    await noteBuild(async () => touch('src/main/index.ts', LATER), folder)

    expect(isBuilt(folder)).toBe(false)
  })

  it('is not there after a build that failed', async () => {
    await build()
    await expect(noteBuild(() => Promise.reject(new Error('no')), folder)).rejects.toThrow('no')

    expect(isBuilt(folder)).toBe(false)
  })
})
