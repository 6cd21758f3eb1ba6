import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { removeAutomationFile, writeAutomationFile } from '../../../src/main/start/automation-file'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'

afterEach(removeTemporaryFolders)

const newFile = () => join(temporaryFolder(), 'automation.json')

describe('the file with the address', () => {
  it('is for its user alone, also where another file was', () => {
    const file = newFile()
    writeFileSync(file, 'old', { mode: 0o644 })
    writeAutomationFile(file, '{"url":"ours"}')

    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).toBe('{"url":"ours"}\n')
    expect(readdirSync(dirname(file))).toEqual(['automation.json'])
  })

  it('is written beside a folder of the name that a draft might have', () => {
    const file = newFile()
    mkdirSync(`${file}.tmp`)
    writeAutomationFile(file, 'ours')

    expect(readFileSync(file, 'utf8')).toBe('ours\n')
  })

  it('goes with the Latchkey that wrote it', () => {
    const file = newFile()
    writeAutomationFile(file, 'ours')
    removeAutomationFile(file, 'ours')

    expect(existsSync(file)).toBe(false)
    removeAutomationFile(file, 'ours')
  })

  it('stays where another Latchkey has written its own address', () => {
    const file = newFile()
    writeAutomationFile(file, 'ours')
    writeAutomationFile(file, 'theirs')
    removeAutomationFile(file, 'ours')

    expect(readFileSync(file, 'utf8')).toBe('theirs\n')
  })
})
