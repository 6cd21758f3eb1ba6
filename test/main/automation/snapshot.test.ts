import { describe, expect, it } from 'vitest'
import { failure, INVALID } from '../../support/webdriver-session'
import { renamed, DrivenSession } from '../../support/driven-session'

const session = DrivenSession.forEachTest()
const KEY = {
  protocol: 'ctap2_1',
  transport: 'usb',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  extensions: ['prf', 'largeBlob', 'credBlob', 'credProtect'],
}

interface Snapshot {
  readonly passkeys: readonly Record<string, unknown>[]
  readonly authenticators: readonly {
    readonly id: string
    readonly configuration: object
    readonly passkeys: readonly Record<string, unknown>[]
  }[]
}

const list = async () =>
  (await session.value<{ userName: string }[]>('GET', 'credentials/webdriver')).map(
    ({ userName }) => userName,
  )
const take = () => session.value<Snapshot>('GET', 'snapshot')
const restore = (snapshot: unknown, id = session.id) =>
  session.send('POST', 'restore', { snapshot }, id)

/** Whether the passkeys of a page are hidden after it lists them all. */
async function hiddenAfterListing(): Promise<boolean[]> {
  const page = await session.page()
  for (const { id, userHandle } of await session.passkeys())
    await page.signal({
      kind: 'allAcceptedCredentials',
      options: { rpId: 'localhost', userId: userHandle, allAcceptedCredentialIds: [id] },
    })
  return (await session.passkeys()).map(({ hidden }) => hidden !== null)
}

/** Fills the session with passkeys, rules and policies. */
async function fillSession(): Promise<void> {
  const page = await session.page()
  await page.make('ada')
  session.clock.advance(1)
  await page.make('ben')
  const [ben] = await session.passkeys()
  await session.value('POST', `passkeys/${ben?.id}/rename`, { userDisplayName: 'Mine' })
  await page.signal(renamed('ada', 'ana'))
  await session.wait({ event: 'signalReceived' })
  const { value: id } = await session.webauthn('POST', '', KEY)
  const extensions = { prf: { eval: { first: 'AQID' } }, largeBlob: { support: 'preferred' } }
  await page.create('cleo', { extensions })
  await session.webauthn('POST', `/${String(id)}/uv`, { isUserVerified: false })
  await session.value('POST', 'consent', { action: 'deny', rpId: 'example.org', times: 3 })
  await session.value('POST', 'policy', { policy: 'delete', origin: 'http://localhost:47810' })
}

describe('a snapshot', () => {
  it('contains the whole state of the session', async () => {
    await fillSession()

    expect(await take()).toMatchObject({
      version: 1,
      passkeys: [
        { userName: 'ana', renames: [{ by: 'page' }], edited: { userName: null } },
        { userName: 'ben', userDisplayName: 'Mine', edited: { userDisplayName: 'BEN' } },
      ],
      authenticators: [
        {
          configuration: { ...KEY, extensions: [...KEY.extensions].sort(), isUserVerified: false },
          passkeys: [{ userName: 'cleo', extensions: { largeBlob: '' } }],
        },
      ],
      consent: [{ action: 'deny', rpId: 'example.org', times: 3 }],
      policy: { policy: 'spec', pages: { 'http://localhost:47810': 'delete' } },
    })
  })

  it('stays equal after a restore in another session', async () => {
    await fillSession()
    const snapshot = await take()
    const other = await session.open()
    expect(await restore(snapshot, other)).toMatchObject({ status: 200, value: null })

    expect(await session.value('GET', 'snapshot', undefined, other)).toEqual(snapshot)
  })

  it('restores passkeys that sign, with their extension data', async () => {
    const page = await session.page()
    await session.webauthn('POST', '', KEY)
    const extensions = { prf: { eval: { first: 'AQID' } } }
    await page.create('cleo', { extensions })
    const before = await page.get({ extensions })
    const results = before.t === 'result' ? before.credential?.clientExtensionResults : undefined
    const snapshot = await take()
    const other = await session.open()
    await restore(snapshot, other)
    const signedIn = await (await session.page(undefined, other)).get({ extensions })

    expect(results).toMatchObject({ prf: { results: { first: expect.any(String) as string } } })
    expect(signedIn).toMatchObject({
      t: 'result',
      credential: { clientExtensionResults: { prf: { results: results?.prf?.results } } },
    })
  })

  it('replaces the earlier state', async () => {
    const page = await session.page()
    await page.make('ada')
    const snapshot = await take()
    await page.make('ben')
    await session.webauthn('POST', '', KEY)
    await page.make('cleo')
    await session.value('POST', 'policy', { policy: 'delete' })
    await restore(snapshot)

    expect(await session.passkeys()).toMatchObject([{ userName: 'ada', authenticatorId: null }])
    expect(await take()).toEqual(snapshot)
  })

  it('of an earlier state also applies to open pages', async () => {
    const page = await session.page()
    const empty = await take()
    await page.make('ada')
    await restore(empty)

    expect(await page.get()).toMatchObject({ t: 'error', name: 'NotAllowedError' })
  })

  it('empties the trash when it is restored', async () => {
    const page = await session.page()
    const empty = await take()
    const id = await page.make('ada')
    await session.value('DELETE', `passkeys/${id}`)
    await restore(empty)

    expect(await session.value('GET', 'trash')).toEqual([])
    expect(await session.send('POST', `passkeys/${id}/restore`)).toMatchObject(INVALID)
    expect(await take()).toEqual(empty)
  })

  it('keeps who hid a passkey: a page shows only what a page hid', async () => {
    const page = await session.page()
    const ids = [await page.make('ada'), await page.make('ben')]
    const options = { rpId: 'localhost', credentialId: ids[0] }
    await page.signal({ kind: 'unknownCredential', options })
    await session.value('POST', `passkeys/${ids[1]}/hide`, {})
    expect(await restore(await take())).toMatchObject({ status: 200 })
    expect((await session.passkeys()).every(({ hidden }) => hidden)).toBe(true)

    expect(await hiddenAfterListing()).toEqual([true, false])
  })

  it('removes the undo notes of signals when it is restored', async () => {
    const page = await session.page()
    await page.make('ada')
    await page.signal(renamed('ada', 'ana'))
    const { entryId } = (await session.wait({ event: 'signalReceived' })) as unknown as {
      entryId: string
    }
    await restore(await take())

    expect(await session.send('POST', `signals/${entryId}/undo`)).toMatchObject({ status: 500 })
    expect(await session.passkeys()).toMatchObject([{ userName: 'ana' }])
  })

  it('keeps the order in which passkeys were added, even when the clock was set back', async () => {
    const page = await session.page()
    await page.make('ada')
    await session.value('POST', 'clock', { now: 1 })
    await page.make('ben')
    const before = await list()
    await restore(await take())

    expect(await list()).toEqual(before)
  })

  it('keeps only the remaining uses of a rule', async () => {
    await session.value('POST', 'consent', { action: 'approve', times: 2 })
    await (await session.page()).make('ada')

    expect(await take()).toMatchObject({ consent: [{ times: 1 }] })
  })

  it('is not logged', async () => {
    await (await session.page()).make('ada')
    const snapshot = await take()
    await restore(snapshot)
    const key = String(snapshot.passkeys[0]?.privateKey)

    expect(key.length).toBeGreaterThan(100)
    expect(session.logged.join('\n')).not.toContain(key.slice(40, 80))
  })

  it.each<[string, (snapshot: Snapshot) => unknown]>([
    ['is text', () => 'a snapshot'],
    ['is missing', () => undefined],
    ['is of a later version', (snapshot) => ({ ...snapshot, version: 2 })],
    ['has unknown members', (snapshot) => ({ ...snapshot, colour: 'red' })],
    ['lacks members', ({ passkeys }) => ({ version: 1, passkeys })],
    [
      'has a passkey twice',
      (snapshot) => ({ ...snapshot, passkeys: [0, 0].map(() => snapshot.passkeys[0]) }),
    ],
    ['has an invalid key', (snapshot) => withPasskey(snapshot, { privateKey: 'AQID' })],
    ['has a key of another algorithm', (snapshot) => withPasskey(snapshot, { algorithm: -8 })],
    ['has an unknown algorithm', (snapshot) => withPasskey(snapshot, { algorithm: 5 })],
    ['has no id', (snapshot) => withPasskey(snapshot, { credentialId: '' })],
    ['has an invalid id', (snapshot) => withPasskey(snapshot, { credentialId: '!' })],
    ['has an invalid domain', (snapshot) => withPasskey(snapshot, { rpId: 'not a domain' })],
    ['has a count beyond 32 bits', (snapshot) => withPasskey(snapshot, { signCount: 2 ** 32 })],
    [
      'has a passkey without a user handle',
      (snapshot) => withPasskey(snapshot, { userHandle: '' }),
    ],
    [
      'has two discoverable passkeys of one account',
      ({ passkeys: [ada], ...rest }) => ({
        ...rest,
        passkeys: [ada, { ...ada, credentialId: 'BBBB' }],
      }),
    ],
    [
      'has more rules than are kept',
      (snapshot) => ({ ...snapshot, consent: Array(10_001).fill({ action: 'deny' }) }),
    ],
    ['has an authenticator twice', (snapshot) => withAuthenticators(snapshot, ['a', 'a'])],
    ['has an invalid id of an authenticator', (snapshot) => withAuthenticators(snapshot, ['/'])],
    ['has an invalid configuration', (snapshot) => withAuthenticators(snapshot, ['a'], {})],
    [
      'has a passkey that its authenticator cannot keep',
      (snapshot) => withAuthenticators(snapshot, ['a'], { protocol: 'ctap2', transport: 'usb' }),
    ],
    ['has an invalid rule', (snapshot) => ({ ...snapshot, consent: [{ action: 'dance' }] })],
    ['has an unknown policy', (snapshot) => ({ ...snapshot, policy: { policy: 'x', pages: {} } })],
  ])('that %s has no effect', async (_what, change) => {
    await (await session.page()).make('ada')
    const before = await take()

    expect(await restore(change(before))).toMatchObject(INVALID)
    expect(await take()).toEqual(before)
  })
})

function withPasskey(snapshot: Snapshot, fields: object): Snapshot {
  return { ...snapshot, passkeys: [{ ...snapshot.passkeys[0], ...fields }] }
}

function withAuthenticators(
  snapshot: Snapshot,
  ids: readonly string[],
  configuration: object = KEY,
): Snapshot {
  const { passkeys } = snapshot
  return { ...snapshot, authenticators: ids.map((id) => ({ id, configuration, passkeys })) }
}

describe('a fork', () => {
  it('is another session with the same passkeys', async () => {
    await fillSession()
    const { sessionId, capabilities } = await session.value<{
      sessionId: string
      capabilities: object
    }>('POST', 'fork')

    expect(capabilities).toMatchObject({ browserName: 'latchkey' })
    expect(await session.value('GET', 'snapshot', undefined, sessionId)).toEqual(await take())
  })

  it('is independent of the first session', async () => {
    await (await session.page()).make('ada')
    const { sessionId } = await session.value<{ sessionId: string }>('POST', 'fork', {})
    await (await session.page(undefined, sessionId)).make('ben')
    const [ada] = await session.passkeys()
    await session.value('DELETE', `passkeys/${ada?.id}`)

    expect(await session.passkeys()).toEqual([])
    const names = (await session.passkeys(sessionId)).map(({ userName }) => userName)
    expect(names.sort()).toEqual(['ada', 'ben'])
  })

  it('answers only its own pages', async () => {
    const page = await session.page()
    await session.value('POST', 'fork')
    await page.make('ada')

    expect(await session.passkeys()).toHaveLength(1)
  })

  it('is refused with unknown members', async () => {
    expect(await session.send('POST', 'fork', { name: 'b' })).toMatchObject(INVALID)
    expect(await session.send('POST', 'fork', {}, 'nothing')).toMatchObject(
      failure('invalid session id', 404),
    )
  })
})
