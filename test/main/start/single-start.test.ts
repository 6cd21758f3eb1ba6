import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withStartLock } from '../../../src/main/start/single-start'
import { bundleProcess } from '../../support/bundled-process'

describe('withStartLock', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-starts-'))
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('serializes processes that start at the same moment', async () => {
    const program = await bundleProcess('start-child.ts')
    const start = () => promisify(execFile)(process.execPath, [program.file, folder])
    await Promise.all(Array.from({ length: 4 }, start))
    await program.remove()
    const said = readFileSync(join(folder, 'said'), 'utf8')
    expect(said).toBe('begin\nend\n'.repeat(4))
  })

  it('removes its lock file after the step', () => {
    expect(withStartLock(folder, () => readdirSync(folder))).toEqual(['starting'])
    expect(readdirSync(folder)).toEqual([])
  })

  it('removes its lock file when the step fails', () => {
    const fail = () => {
      throw new Error('no')
    }
    expect(() => withStartLock(folder, fail)).toThrow('no')
    expect(readdirSync(folder)).toEqual([])
  })

  it('breaks a lock that a dead process left', () => {
    const file = join(folder, 'starting')
    writeFileSync(file, '')
    utimesSync(file, new Date(), new Date(Date.now() - 6_000))
    expect(withStartLock(folder, () => 'done')).toBe('done')
  })

  it('creates the folder', () => {
    const made = join(folder, 'a', 'b')
    expect(withStartLock(made, () => existsSync(made))).toBe(true)
  })

  it('runs the step without a lock when the folder cannot be written', () => {
    const file = join(folder, 'a file')
    writeFileSync(file, '')
    expect(withStartLock(file, () => 'done')).toBe('done')
  })
})
