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
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { ceremonyTerminal, ORIGIN, responseOf } from '../support/ceremony-terminal'
import { DrivenSession, handleOf } from '../support/driven-session'
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
