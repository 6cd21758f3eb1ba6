import {
  chmodSync,
  existsSync,
  lstatSync,
  symlinkSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Latchkey } from '../../playwright/client/latchkey'
import { ceremonyCommand } from '../../src/ceremony/ceremony-command'
import { runCommand } from '../../src/cli/run-command'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { DrivenSession, handleOf } from '../support/driven-session'
import { creationOptions, requestOptions } from '../support/webauthn-options'

const session = DrivenSession.forEachTest()
const ORIGIN = '--origin=http://localhost:8080'

let folder: string
let state: string

beforeEach(() => {
  folder = temporaryFolder()
  state = join(folder, 'passkeys.json')
})

afterEach(removeTemporaryFolders)

async function run(args: readonly string[], input: unknown = requestOptions()) {
  const said = { out: '', err: '' }
  const text = typeof input === 'string' ? input : JSON.stringify(input)
  async function* stdin() {
    yield Buffer.from(text.slice(0, 3))
    yield Buffer.from(text.slice(3))
  }
  const streams = {
    in: stdin(),
    out: async (words: string) => void (said.out += words),
    err: async (words: string) => void (said.err += words),
  }
  const code = await runCommand(
    () => ceremonyCommand(args, streams, () => Latchkey.connect({ url: session.automation.url })),
    async (words) => void (said.err += words),
    () => 'Usage: latchkey ceremony …',
  )
  return { code, ...said }
}

const responseOf = ({ out }: { readonly out: string }) =>
  JSON.parse(out) as { readonly id: string; readonly response: { readonly userHandle?: string } }

async function make(name = 'ada', ...args: string[]) {
  const user = { id: handleOf(name), name, displayName: name }
  return run(['create', ORIGIN, `--state=${state}`, ...args], creationOptions({ user }))
}

/** The case of a registration by a seeded session that plays Bitwarden, as a file. */
async function savedCase(fields: object = {}) {
  const latchkey = await Latchkey.connect({ url: session.automation.url })
  const recorded = await latchkey.openSession()
  await recorded.seed('of the case')
  await recorded.setSettings({ profile: 'bitwarden' })
  const made = await recorded.create(creationOptions(), { origin: 'https://example.org' })
  const path = join(folder, 'case.json')
  writeFileSync(path, JSON.stringify({ ...(await recorded.saveCase()), ...fields }))
  return { path, made }
}

describe('latchkey ceremony with a case', () => {
  it('answers other options of the case’s page in the same way', async () => {
    const { path, made } = await savedCase()
    const { code, out, err } = await run(
      ['create', `--case=${path}`],
      creationOptions({ challenge: 'AQIDBAUGBwgJCgsMDQ4PEA' }),
    )

    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject({
      id: made.id,
      response: { authenticatorData: made.response.authenticatorData },
    })
  })

  it('lets the command line decide who answers, and which page asks', async () => {
    const { path } = await savedCase()

    expect((await run(['create', `--case=${path}`, '--deny'], creationOptions())).code).toBe(3)
    const elsewhere = await run(['create', `--case=${path}`, ORIGIN], creationOptions())
    expect(responseOf(elsewhere)).toHaveProperty('type', 'public-key')
  })

  it('says what the case does not contain', async () => {
    const { path } = await savedCase({ seed: null })
    const { code, err } = await run(['create', `--case=${path}`], creationOptions())

    expect(code).toBe(0)
    expect(err).toMatch(/^latchkey: The case has no seed, .*\n$/)
  })

  it('refuses a case of the other ceremony, and one that names no page', async () => {
    const { path } = await savedCase({ origin: null })

    expect(await run(['get', `--case=${path}`])).toMatchObject({
      code: 1,
      err: 'latchkey: The case is one of create(), and not of get().\n',
    })
    const nameless = await run(['create', `--case=${path}`], creationOptions())
    expect(nameless.code).toBe(64)
    expect(nameless.err).toContain('The case names no page')
    expect((await run(['signal', 'unknownCredential', ORIGIN, '--case=a'])).code).toBe(64)
  })
})

describe('latchkey ceremony', () => {
  it('writes its state through a link, makes no folder, and asks no ceremony before it knows', async () => {
    symlinkSync('behind.json', state)
    expect((await make()).code).toBe(0)
    expect(lstatSync(state).isSymbolicLink()).toBe(true)
    expect(statSync(join(folder, 'behind.json')).mode & 0o777).toBe(0o600)

    state = join(folder, 'missing', 'passkeys.json')
    expect(await make()).toMatchObject({
      code: 1,
      out: '',
      err: `latchkey: ${state} cannot be written, because there is no folder ${join(folder, 'missing')}. Make the folder, or give another path.\n`,
    })
    expect(existsSync(join(folder, 'missing'))).toBe(false)
    state = '/dev/null'
    expect((await make()).err).toContain('/dev/null cannot be written, because it is no file.')
  })

  it('makes a passkey that signs in later', async () => {
    const made = await make()
    const got = await run(['get', ORIGIN, `--state=${state}`])

    expect([made.code, made.err, got.code, got.err]).toEqual([0, '', 0, ''])
    expect(made.out.endsWith('}\n')).toBe(true)
    expect(responseOf(got)).toMatchObject({
      id: responseOf(made).id,
      response: { userHandle: handleOf('ada') },
    })
  })

  it('keeps the passkeys where only their owner reads them, even in a file that others could read', async () => {
    writeFileSync(state, '')
    chmodSync(state, 0o644)
    const { code } = await make()

    expect(code).toBe(0)
    expect(statSync(state).mode & 0o777).toBe(0o600)
  })

  it('signs in with the account that is chosen, this time only', async () => {
    await make('ada')
    await make('ben')
    const chosen = await run(['get', ORIGIN, `--state=${state}`, '--choose=ada'])
    const newest = await run(['get', ORIGIN, `--state=${state}`])

    expect(responseOf(chosen).response.userHandle).toBe(handleOf('ada'))
    expect(responseOf(newest).response.userHandle).toBe(handleOf('ben'))
  })

  it('reads the options from a file, also as the argument of create()', async () => {
    const file = join(folder, 'options.json')
    const text = JSON.stringify({ publicKey: creationOptions() })
    writeFileSync(file, text)

    expect((await run(['create', file, ORIGIN], '')).code).toBe(0)
    writeFileSync(file, `\uFEFF${text}`)
    expect((await run(['create', file, ORIGIN], '')).code).toBe(0)
    expect((await run(['create', '-', ORIGIN], creationOptions())).code).toBe(0)
  })

  it('uses a Latchkey that runs already', async () => {
    const automationFile = join(folder, 'automation.json')
    writeFileSync(automationFile, JSON.stringify({ url: session.automation.url, pid: 1 }))
    const { code } = await run(
      ['create', ORIGIN, `--automation-file=${automationFile}`],
      creationOptions(),
    )

    expect(code).toBe(0)
  })

  it('stands for a cross-origin frame', async () => {
    const { out } = await make('ada', '--top-origin=https://top.example')
    const { response } = JSON.parse(out) as { response: { clientDataJSON: string } }

    expect(Buffer.from(response.clientDataJSON, 'base64url').toString()).toContain(
      '"topOrigin":"https://top.example"',
    )
  })

  it('signs in conditionally with the account that is chosen', async () => {
    await make()
    const args = ['get', ORIGIN, `--state=${state}`, '--mediation=conditional', '--choose=ada']
    const got = await run(args)

    expect([got.code, got.err]).toEqual([0, ''])
    expect(responseOf(got).response.userHandle).toBe(handleOf('ada'))
  })

  it.each([
    ['without a passkey', false, [], 'there is no passkey to offer.'],
    ['without a choice', true, [], 'Say by --choose who signs in: ada.'],
    ['with a user who declines', true, ['--deny'], 'Say by --choose who signs in: ada.'],
    ['with a choice of another', true, ['--choose=bob'], 'no passkey of bob is offered.'],
  ])('does not wait for ever for a conditional sign-in %s', async (_, isMade, args, why) => {
    if (isMade) await make()
    const conditional = ['get', ORIGIN, `--state=${state}`, '--mediation=conditional']
    const { code, out, err } = await run([...conditional, ...args])

    expect([code, out]).toEqual([3, ''])
    expect(err).toContain('The conditional get() stays pending: ')
    expect(err).toContain(why)
  })

  it('finds no credential silently', async () => {
    await make()
    const got = await run(['get', ORIGIN, `--state=${state}`, '--mediation=silent'])

    expect(got).toEqual({ code: 0, out: 'null\n', err: '' })
  })

  it.each([
    [
      'unknownCredential',
      (id: string) => ({ credentialId: id }),
      { hidden: expect.anything() as object },
    ],
    [
      'allAcceptedCredentials',
      () => ({ userId: handleOf('ada'), allAcceptedCredentialIds: [] }),
      { hidden: expect.anything() as object },
    ],
    [
      'currentUserDetails',
      () => ({ userId: handleOf('ada'), name: 'new', displayName: '' }),
      { userName: 'new' },
    ],
  ])('sends the signal %s', async (kind, about, expected) => {
    const { id } = responseOf(await make())
    const sent = await run(['signal', kind, ORIGIN, `--state=${state}`], {
      rpId: 'localhost',
      ...about(id),
    })

    expect(sent).toEqual({ code: 0, out: '', err: '' })
    const { passkeys } = JSON.parse(readFileSync(state, 'utf8')) as { passkeys: object[] }
    expect(passkeys).toMatchObject([expected])
  })

  it('leaves no session behind', async () => {
    // More than a Latchkey has room for.
    for (let i = 0; i < 257; i++) expect((await run(['get', ORIGIN])).code).toBe(3)
  })
})

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
