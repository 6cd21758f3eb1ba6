import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ceremonyCommand } from '../../src/ceremony/ceremony-command'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { ceremonyTerminal, ORIGIN } from '../support/ceremony-terminal'
import { DrivenSession } from '../support/driven-session'
import { creationOptions } from '../support/webauthn-options'

const session = DrivenSession.forEachTest()

let folder: string
let state: string

beforeEach(() => {
  folder = temporaryFolder()
  state = join(folder, 'passkeys.json')
})

afterEach(removeTemporaryFolders)

const { run, make } = ceremonyTerminal(session, () => state)

describe('latchkey ceremony that fails', () => {
  it.each([
    ['the user declines', ['--deny'], 'NotAllowedError', 'the user declined'],
    ['the origin is foreign', ['--origin=https://example.org'], 'SecurityError', 'localhost'],
  ])('as a page’s ceremony: %s', async (_, args, name, reason) => {
    const options = creationOptions({ rp: { id: 'localhost', name: '' } })
    const { code, out, err } = await run(['create', ORIGIN, `--state=${state}`, ...args], options)

    expect([code, out]).toEqual([3, ''])
    expect(err).toMatch(new RegExp(`^latchkey: ${name}: .* Reason: .*${reason}.*\n$`))
    expect(existsSync(state)).toBe(false)
  })

  it('leaves the passkeys as they were', async () => {
    await make()
    const before = readFileSync(state, 'utf8')
    await run(['get', ORIGIN, `--state=${state}`, '--choose=nobody'])

    expect(readFileSync(state, 'utf8')).toBe(before)
  })

  it.each([
    [
      'not JSON',
      '{\n  "challenge": no }',
      'The options in the standard input are not JSON: see line 2, column 17.',
    ],
    ['no object', '7', 'The options in the standard input are no JSON object.'],
    ['a text', '"x"', 'The options in the standard input are no JSON object.'],
    ['a list', '[]', 'The options in the standard input are no JSON object.'],
  ])('when the options are %s', async (_, input, message) => {
    expect(await run(['get', ORIGIN], input)).toEqual({
      code: 1,
      out: '',
      err: `latchkey: ${message}\n`,
    })
  })

  it('when the options do not end, after 8 MiB', async () => {
    let read = 0
    async function* endless() {
      for (; ; read++) yield new Uint8Array(1024 * 1024)
    }
    const streams = { in: endless(), out: async () => undefined, err: async () => undefined }
    const reading = ceremonyCommand(['get', ORIGIN], streams, () => expect.unreachable())

    await expect(reading).rejects.toThrow('The options are longer than 8 MiB.')
    expect(read).toBe(8)
  })

  it('because of its use, when nothing comes on the standard input', async () => {
    const { code, err } = await run(['get', ORIGIN], '')

    expect(code).toBe(64)
    expect(err).toContain('Nothing came on the standard input. Name a file, or send one.\n')
  })

  it.each([
    ['--origin=example.org', 'write https://example.org, with no path.'],
    ['--origin=https://Example.org/path', 'write https://example.org, with no path.'],
    ['--origin=http://localhost:80', 'write http://localhost, with no path.'],
    ['--origin=', 'write an origin such as https://example.org, with no path.'],
    ['--origin=ftp://example.org', 'write an origin such as https://example.org, with no path.'],
  ])('because of its use, with %s', async (origin, advice) => {
    const { code, err } = await run(['get', origin])

    expect(code).toBe(64)
    expect(err).toContain(`latchkey: --origin is not an origin: ${advice}\n`)
    expect((await run(['get', ORIGIN, origin.replace('origin', 'top-origin')])).code).toBe(64)
  })

  it.each([
    [['get', '', ORIGIN], 'FILE is empty. Give the path of a file.'],
    [['get', ORIGIN, '--state='], '--state is empty. Give the path of a file.'],
    [['get', ORIGIN, '--case='], '--case is empty. Give the path of a file.'],
    [['get', ORIGIN, '--automation-file='], '--automation-file is empty. Give the path of a file.'],
    [['get', ORIGIN, '--choose='], '--choose is empty. Give the user name of an account.'],
    [['get', ORIGIN, '--mediation=loud'], '--mediation is one of silent, optional, conditional,'],
  ])('because of its use, with %j', async (args, message) => {
    const { code, err } = await run(args)

    expect(code).toBe(64)
    expect(err).toContain(`latchkey: ${message}`)
  })

  it('when the file of the options is not there', async () => {
    const { code, err } = await run(['get', join(folder, 'none.json'), ORIGIN])

    expect(code).toBe(1)
    expect(err).toBe(
      `latchkey: ${join(folder, 'none.json')} cannot be read, because there is no such file. Check the path.\n`,
    )
  })

  it.each([
    ['the state is no JSON', () => writeFileSync(state, '{'), 'cannot be read'],
    ['the state is another file', () => writeFileSync(state, '{}'), 'is no snapshot of Latchkey'],
  ])('when %s', async (_, prepare, message) => {
    prepare()
    const { code, err } = await run(['get', ORIGIN, `--state=${state}`])

    expect(code).toBe(1)
    expect(err).toContain(message)
  })

  it('when no browser would let the origin ask', async () => {
    const { code, err } = await run(['get', '--origin=http://example.org'])

    expect(code).toBe(64)
    expect(err).toContain('--origin is http on a host other than localhost, so it is not a secure')
  })

  it.each([
    [[], 'create, get or signal'],
    [['sign', ORIGIN], 'create, get or signal'],
    [
      ['signal', ORIGIN],
      'Say which signal: unknownCredential, allAcceptedCredentials, currentUserDetails.',
    ],
    [['signal', 'unknown', ORIGIN], 'Say which signal'],
    [['signal', 'unknownCredential', ORIGIN, '--deny'], '--deny is not for a signal'],
    [['signal', 'unknownCredential'], '--origin is missing'],
    [['get'], '--origin is missing'],
    [['get', 'a', 'b', ORIGIN], 'one file'],
    [['get', ORIGIN, '--mediation=loud'], 'silent, optional, conditional, required'],
    [['get', ORIGIN, '--choose=ada', '--deny'], 'exclude each other'],
    [['get', ORIGIN, '--sate=x'], "Unknown option '--sate'"],
    [['get', '--origin'], '--origin'],
  ])('with its usage, for a wrong command line: %j', async (args, message) => {
    const { code, out, err } = await run(args)

    expect([code, out]).toEqual([64, ''])
    expect(err).toContain(message)
    expect(err).toMatch(/^Usage: latchkey ceremony/m)
  })
})
