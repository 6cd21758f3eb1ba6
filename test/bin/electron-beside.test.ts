import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchProgram } from '../../src/bin/electron-beside'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'

/** A package that contains its program. */
const DOWNLOADS = `
const { mkdirSync, writeFileSync } = require('node:fs')
mkdirSync(__dirname + '/dist')
writeFileSync(__dirname + '/dist/electron', '')
writeFileSync(__dirname + '/path.txt', 'electron')`

const FAILS = `
class RequestError extends Error { name = 'RequestError' }
throw new RequestError('getaddrinfo ENOTFOUND example.org')`

let folder: string

beforeEach(() => {
  folder = temporaryFolder()
  writeFileSync(join(folder, 'package.json'), '{}')
})

afterEach(removeTemporaryFolders)

function installer(code: string): void {
  writeFileSync(join(folder, 'install.js'), code)
}

describe('the program of the npm package electron', () => {
  it('is downloaded where it is missing, and then kept', () => {
    installer(DOWNLOADS)
    fetchProgram(folder)
    installer(FAILS)

    expect(() => fetchProgram(folder)).not.toThrow()
  })

  it('says in one line why it cannot be downloaded, and how to try again', () => {
    installer(FAILS)

    expect(() => fetchProgram(folder)).toThrow(
      'The npm package electron is here, but its program is not, and downloading it failed: ' +
        `RequestError: getaddrinfo ENOTFOUND example.org\nTo try again: node ${join(folder, 'install.js')}`,
    )
  })

  it('says so, too, if the installer is silent', () => {
    installer('process.exitCode = 3')

    expect(() => fetchProgram(folder)).toThrow('failed: it ended with status 3\n')
  })

  it('is left to a package without an installer', () => {
    expect(() => fetchProgram(folder)).not.toThrow()
  })

  it('is downloaded again if only its name was left', () => {
    writeFileSync(join(folder, 'path.txt'), 'electron')
    mkdirSync(join(folder, 'dist'))
    installer(FAILS)

    expect(() => fetchProgram(folder)).toThrow('downloading it failed')
  })
})
