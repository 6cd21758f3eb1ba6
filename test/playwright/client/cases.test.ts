/** Case files of a session: saved in one session, and replayed in another. */
import { join } from 'node:path'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { CaseFile, PasskeySession } from '../../../playwright/client/latchkey'
import { readCaseFile } from '../../../src/inspect/case/read-case'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'
import { clientSessionForEachTest } from '../../support/client-session'
import { ownProfile } from '../../support/own-profile'
import { base64url, creationOptions, requestOptions } from '../../support/webauthn-options'

const session = clientSessionForEachTest()
const page = { origin: 'https://example.org' }

afterEach(removeTemporaryFolders)

const create = (one: PasskeySession, fields: object = {}) =>
  one.create(creationOptions({ attestation: 'direct', ...fields }), page)

const get = (one: PasskeySession, fields: Readonly<Record<string, unknown>> = {}) =>
  one.get(requestOptions(fields), page)

/** Every challenge is different. */
const otherChallenge = { challenge: base64url('another challenge of a page') }

async function replayed(one: CaseFile | string) {
  const other = await session.latchkey.openSession()
  return { other, answer: await other.replay(one) }
}

describe('a case that a session saves', () => {
  it('has the ceremony, and how the session was', async () => {
    const { passkeys } = session
    await passkeys.seed('of the case')
    await passkeys.setSettings({ profile: 'bitwarden', client: 'firefox' })
    await passkeys.setClock({ now: 1_767_225_600_000, stopped: true })
    await passkeys.fault('uv-not-set')
    const response = await create(passkeys)
    const one = await passkeys.saveCase()

    expect(one).toMatchObject({
      ...{ format: 'latchkey-case', version: 1, app: '1.2.3', kind: 'create', origin: page.origin },
      ...{ outcome: 'done', error: null, failed: null, withheld: [] },
      ...{ seed: 'of the case', clock: 1_767_225_600_000 },
      response,
      options: { challenge: base64url('a challenge') },
      profile: { id: 'bitwarden' },
      fault: { id: 'uv-not-set' },
      entry: { passkeyId: response.id },
      session: {
        settings: { profile: 'bitwarden', client: 'firefox' },
        ...{ profileFile: null, authenticators: [], seedTaken: 0, isClockStopped: true },
      },
    })
    expect(one.steps.map(({ step }) => step)).toEqual(expect.arrayContaining(['received', 'sent']))
    expect(one.lint.map(({ rule }) => rule)).toContain('challenge-short')
    expect(readCaseFile(JSON.parse(JSON.stringify(one)))).toEqual(one)
  })

  it('is that of the newest ceremony, or of the one that is asked for', async () => {
    const { passkeys } = session
    await create(passkeys)
    await passkeys.deny()
    await get(passkeys).catch(() => undefined)
    const { ceremonyId } = await passkeys.waitForCeremony('create')

    expect(await passkeys.saveCase()).toMatchObject({ kind: 'get', error: 'NotAllowedError' })
    expect(await passkeys.saveCase({ ceremonyId })).toMatchObject({ kind: 'create', error: null })
  })

  it('says how the session was at the time, and not how it is now', async () => {
    const { passkeys } = session
    await create(passkeys)
    await passkeys.seed('later')
    await passkeys.setSettings({ profile: 'bitwarden' })
    const one = await passkeys.saveCase()

    expect(one).toMatchObject({ seed: null, session: { settings: { profile: 'latchkey' } } })
  })

  it('has the secrets of extensions only if the test asks for them', async () => {
    const { passkeys } = session
    const prf = { eval: { first: base64url('a salt of the page') } }
    await create(passkeys, { extensions: { prf } })
    const answer = await get(passkeys, { extensions: { prf } })
    const { prf: outputs } = answer.clientExtensionResults as {
      readonly prf?: { readonly results?: { readonly first?: string } }
    }
    const first = outputs?.results?.first ?? ''
    const plain = JSON.stringify(await passkeys.saveCase())
    const whole = await passkeys.saveCase({ secrets: true })

    expect(first).not.toBe('')
    expect(plain).not.toContain(first)
    expect(plain).not.toContain(prf.eval.first)
    expect(JSON.parse(plain)).toMatchObject({
      withheld: expect.arrayContaining([
        'response.clientExtensionResults.prf.results.first',
      ]) as unknown,
    })
    expect(whole).toMatchObject({
      response: answer,
      withheld: [],
      options: { extensions: { prf } },
    })
    expect(JSON.stringify(whole)).not.toMatch(/privateKey/i)
  })

  it('goes into a file that only its user can read', async () => {
    const path = join(temporaryFolder(), 'cases', 'one.json')
    await create(session.passkeys)
    const one = await session.passkeys.saveCase({ path })

    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(one)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('is none if there was no such ceremony', async () => {
    const { passkeys } = session
    await expect(passkeys.saveCase()).rejects.toMatchObject({
      code: 'invalid argument',
      message: expect.stringContaining('no ceremony of the session has ended yet') as string,
    })
    await create(passkeys)
    await expect(passkeys.saveCase({ ceremonyId: 'no' })).rejects.toMatchObject({
      code: 'invalid argument',
      message: expect.stringContaining('no such ceremony') as string,
    })
  })
})

describe('a case that another session replays', () => {
  it('makes the same passkey, with the same profile and fault, for another challenge', async () => {
    const { passkeys } = session
    await passkeys.seed('of the case')
    await passkeys.setSettings({ profile: 'bitwarden' })
    await create(passkeys, { user: { id: 'AQ', name: 'before', displayName: '' } })
    await passkeys.fault('uv-not-set')
    const first = await create(passkeys)
    const { other, answer } = await replayed(await passkeys.saveCase())
    const second = await create(other, otherChallenge)

    expect(answer).toEqual({ kind: 'create', origin: page.origin, notTaken: [] })
    expect(second.id).toBe(first.id)
    expect(second.response.authenticatorData).toBe(first.response.authenticatorData)
    expect(second.response.publicKey).toBe(first.response.publicKey)
    expect(second.response.clientDataJSON).not.toBe(first.response.clientDataJSON)
    expect(await other.waitForCeremony('create')).toMatchObject({
      ...{ profile: 'bitwarden', fault: { id: 'uv-not-set' } },
    })
    // For one ceremony.
    expect(await other.armedFaults()).toEqual([])
  })

  it('makes the same passkey however many pages connect before, and only from that ceremony on', async () => {
    const { passkeys, world } = session
    await passkeys.seed('of the case')
    const first = await create(passkeys)
    const { other } = await replayed(await passkeys.saveCase())
    await world.page(page.origin, other.id)
    await get(other).catch(() => undefined)

    expect((await create(other)).id).toBe(first.id)
  })

  it('has the clock and the client of the case, even in the script of its pages', async () => {
    const { passkeys } = session
    await passkeys.setClock({ now: 1_000_000, stopped: true })
    await passkeys.setSettings({ client: 'firefox', transports: 'ignored' })
    await create(passkeys)
    const { other } = await replayed(await passkeys.saveCase())

    expect(await other.clock()).toEqual({ now: 1_000_000, stopped: true })
    expect(await other.settings()).toMatchObject({ client: 'firefox', transports: 'ignored' })
    expect(await other.script()).toContain('"client":"firefox"')
  })

  it('declines if the user declined', async () => {
    const { passkeys } = session
    await passkeys.deny()
    await create(passkeys).catch(() => undefined)
    const { other } = await replayed(await passkeys.saveCase())

    await expect(create(other)).rejects.toMatchObject({
      ...{ name: 'NotAllowedError', reason: 'the user declined' },
    })
    await expect(create(other)).resolves.toBeDefined()
  })

  it('answers with the virtual authenticator of the case', async () => {
    const { passkeys } = session
    const configuration = { protocol: 'ctap2', transport: 'usb', hasResidentKey: true } as const
    await passkeys.addAuthenticator(configuration)
    await create(passkeys)
    const { other } = await replayed(await passkeys.saveCase())

    expect((await create(other)).response.transports).toEqual(['usb'])
  })

  it('plays the profile that the session had loaded', async () => {
    const { passkeys } = session
    await passkeys.loadProfile(ownProfile())
    await passkeys.setSettings({ profile: 'acme' })
    await create(passkeys)
    const { other } = await replayed(await passkeys.saveCase())
    await create(other)

    expect(await other.waitForCeremony('create')).toMatchObject({ profile: 'acme' })
  })

  it('signs in with the passkey of the case if a state brings the passkey', async () => {
    const { passkeys } = session
    const { id } = await create(passkeys)
    await create(passkeys, { user: { id: 'AQ', name: 'newer', displayName: '' } })
    await passkeys.choose({ id })
    await passkeys.get(requestOptions(), page)
    const [one, state] = [await passkeys.saveCase(), await passkeys.state()]
    const other = await session.latchkey.openSession()
    await other.restore(state)

    expect((await other.replay(one)).notTaken).toEqual([])
    expect((await get(other)).id).toBe(id)
  })

  it('leaves a pending conditional get() aside where the case was none, and the reverse', async () => {
    const { passkeys } = session
    const { id } = await create(passkeys)
    await create(passkeys, { user: { id: 'AQ', name: 'newer', displayName: '' } })
    const state = await passkeys.state()
    const conditional = { ...page, mediation: 'conditional' } as const
    await passkeys.choose({ id })
    await passkeys.fault('uv-not-set')
    await passkeys.get(requestOptions(), page)
    const modalCase = await passkeys.saveCase()
    await passkeys.choose({ id })
    await passkeys.get(requestOptions(), conditional)
    const conditionalCase = await passkeys.saveCase()

    const other = await session.latchkey.openSession()
    await other.restore(state)
    const offer = other.get(requestOptions(), conditional)
    await other.waitFor('ceremonyWaiting')
    await other.replay(modalCase)
    expect((await get(other)).id).toBe(id)
    expect(await other.waitForCeremony('get')).toMatchObject({ fault: { id: 'uv-not-set' } })

    await other.replay(conditionalCase)
    expect((await get(other)).id).not.toBe(id)
    expect((await offer).id).toBe(id)
  })

  it('says what it could not take', async () => {
    const { passkeys } = session
    const { id } = await create(passkeys)
    const made = await passkeys.saveCase()
    await get(passkeys)
    const fault = { id: 'of-tomorrow', changes: [] }

    expect((await replayed(made)).answer.notTaken).toEqual([
      'The case has no seed, so the new passkey has another key and another id.',
    ])
    expect((await replayed({ ...(await passkeys.saveCase()), fault })).answer.notTaken).toEqual([
      `The session does not have the passkey ${id}, and a case has no private key. Restore a state that has the passkey.`,
      'This Latchkey has no fault “of-tomorrow”.',
    ])
  })

  it('may be one of the app, which names only its profile', async () => {
    const { passkeys } = session
    await passkeys.setSettings({ profile: 'bitwarden' })
    await create(passkeys)
    const { session: _session, ...one } = await passkeys.saveCase()
    const { other } = await replayed({ ...one, clock: null })

    expect(await other.settings()).toMatchObject({ profile: 'bitwarden' })
    expect(await other.clock()).toMatchObject({ stopped: false })
  })

  it('is refused if it is not a case, if its profile is missing, and if its file is missing', async () => {
    const { passkeys } = session
    const folder = temporaryFolder()
    const broken = join(folder, 'broken.json')
    writeFileSync(broken, '{')
    await create(passkeys)
    const one = await passkeys.saveCase()
    const refused = (given: CaseFile | string) => replayed(given).then(String, String)

    expect(await refused({ ...one, version: 2 as 1 })).toContain('Use a newer Latchkey.')
    expect(await refused({ ...one, kind: 'neither' as 'get' })).toContain(
      'The case file is damaged',
    )
    const profile = { id: 'acme', name: 'Acme' }
    const { session: _session, ...ofApp } = one
    expect(await refused({ ...ofApp, profile })).toContain('there is no profile “acme”')
    expect(await refused(join(folder, 'none.json'))).toContain('there is no such file')
    expect(await refused(broken)).toContain('because it is not JSON')
  })
})
