/** What a command says of a file that it cannot read or write: a sentence, without the code of the system's error. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBin } from '../../src/bin/run-bin'
import { whyNotRead, whyNotStarted, whyNotWritten } from '../../playwright/client/why-no-file'
import { genuineCase } from '../support/inspect-command'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'

/** Such as ENOENT. */
const CODE = /\bE[A-Z]{3,}/
const ORIGIN = '--origin=https://example.org'

let folder: string
const inFolder = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = temporaryFolder()
  mkdirSync(inFolder('folder'))
  symlinkSync('loop', inFolder('loop'))
  writeFileSync(inFolder('secret'), '{}')
  chmodSync(inFolder('secret'), 0)
  writeFileSync(inFolder('options.json'), '{}')
  writeFileSync(inFolder('case.json'), JSON.stringify(await genuineCase()))
})

afterAll(removeTemporaryFolders)

async function run(args: readonly string[]) {
  const said = { out: '', err: '' }
  const code = await runBin(args, {
    version: '1.2.3',
    out: async (text) => void (said.out += text),
    err: async (text) => void (said.err += text),
    folder,
    electron: () => undefined,
  })
  return { code, ...said }
}

/** By the command: the arguments that name a file to read. */
const READING: Readonly<Record<string, (path: string) => readonly string[]>> = {
  lint: (path) => ['lint', path],
  inspect: (path) => ['inspect', path],
  'inspect --verify': (path) => ['inspect', inFolder('case.json'), `--verify=${path}`],
  ceremony: (path) => ['ceremony', 'create', path, ORIGIN],
  'ceremony --automation-file': (path) => [
    ...['ceremony', 'create', inFolder('options.json'), ORIGIN],
    `--automation-file=${path}`,
  ],
  audit: (path) => ['audit', path],
  'audit --baseline': (path) => ['audit', inFolder('options.json'), `--baseline=${path}`],
  'audit --automation-file': (path) => ['audit', '--list', `--automation-file=${path}`],
}

const UNREADABLE: readonly (readonly [name: string, why: string])[] = [
  ['missing', 'there is no such file'],
  ['secret/missing', 'there is no such file'],
  ['folder', 'it is a folder'],
  ['loop', 'it is a link that leads to itself'],
  // The superuser may read all files.
  ...(process.getuid?.() === 0 ? [] : [['secret', 'you may not read it'] as const]),
]

describe.runIf(process.platform !== 'win32')('says in words that it cannot read a file', () => {
  it.each(
    Object.entries(READING).flatMap(([name, argumentsFor]) =>
      UNREADABLE.map(([file, why]) => [name, file, why, argumentsFor] as const),
    ),
  )('%s: %s', async (_name, file, why, argumentsFor) => {
    const { code, out, err } = await run(argumentsFor(inFolder(file)))

    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(`, because ${why}.`)
    expect(err).toContain(file)
    expect(err).not.toMatch(CODE)
  })

  it.each([
    ['folder', 'it is a folder'],
    ['missing/state.json', 'there is no folder'],
    ['secret/state.json', 'a part of the path is no folder'],
    ['loop', 'a link that leads to itself'],
  ])('or write it: ceremony --state=%s', async (file, why) => {
    const options = inFolder('options.json')
    const state = `--state=${inFolder(file)}`
    const { code, err } = await run(['ceremony', 'create', options, ORIGIN, state])

    expect(code).toBe(1)
    expect(err).toContain(why)
    expect(err).not.toMatch(CODE)
  })
})

it.each(Object.keys(constants.errno))('has words for %s', (code) => {
  const error = Object.assign(new Error(`${code}: raw words, open '/x'`), { code, syscall: 'open' })

  for (const why of [whyNotRead(error), whyNotWritten(error), whyNotStarted(error)])
    expect(why).not.toMatch(CODE)
})
