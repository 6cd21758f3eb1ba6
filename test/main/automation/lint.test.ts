import { describe, expect, it } from 'vitest'
import type { PageFinding } from '../../../src/shared/lint-finding'
import type { SessionEvent } from '../../../src/shared/session-event'
import { DrivenSession, handleOf } from '../../support/driven-session'
import { bytesFor, create, get } from '../../support/page-calls'

const session = DrivenSession.forEachTest()
const ORIGIN = 'https://example.org'

const found = () => session.value<PageFinding[]>('GET', 'lint')

const ask = (kind: 'create' | 'get', options: unknown, origin = ORIGIN) =>
  session.value<{ readonly id: string }>('POST', `ceremonies/${kind}`, { origin, options })

const signal = (kind: string, options: object) =>
  session.value('POST', 'signals', {
    origin: ORIGIN,
    kind,
    options: { rpId: 'example.org', ...options },
  })

const userOf = (name: string) => ({ id: handleOf(name), name, displayName: name })

/** The events so far, in their order. */
async function told(type: SessionEvent['type']): Promise<readonly SessionEvent[]> {
  const events: SessionEvent[] = []
  for (let since = 0; ; since = events.at(-1)?.seq ?? since) {
    const answer = await session.overTime(
      session.send('POST', 'wait', { event: type, since, timeout: 1 }),
    )
    if (answer.status !== 200) return events
    events.push(answer.value as SessionEvent)
  }
}

describe('a session lints', () => {
  it('nothing in good options', async () => {
    await ask('create', create().options)
    await ask('get', get().options)

    expect(await found()).toEqual([])
  })

  it('the options of a page, and tells of it between the events of the ceremony', async () => {
    const page = await session.page()
    await page.make('ada')

    const [finding] = await found()
    expect(finding).toMatchObject({
      rule: 'challenge-short',
      severity: 'error',
      path: 'publicKey.challenge',
      origin: 'http://localhost:47810',
      call: 'create',
      signal: null,
    })
    const [started] = await told('ceremonyStarted')
    const [event] = await told('lint')
    const [finished] = await told('ceremonyFinished')
    expect(event).toMatchObject({ ...finding })
    expect(event?.seq).toBeGreaterThan(started?.seq ?? NaN)
    expect(finished?.seq).toBeGreaterThan(event?.seq ?? NaN)
    expect(finished).toMatchObject({ ceremonyId: finding?.ceremonyId })
  })

  it('an offer that the page cannot abort, and not one of which that is not known', async () => {
    const page = await session.page('https://example.org')
    const { options } = get()
    const offer = { t: 'get', options, mediation: 'conditional' }
    for (const [id, given] of [{}, { hasSignal: true }, { hasSignal: false }].entries()) {
      page.page.send({ ...offer, ...given, id })
      await session.wait({ event: 'ceremonyStarted' })
      page.page.send({ t: 'abort', id })
      await session.wait({ event: 'ceremonyFinished' })
      const isFound = (await found()).some(({ rule }) => rule === 'conditional-without-signal')
      expect(isFound).toBe('hasSignal' in given && !given.hasSignal)
    }
  })

  it.each([
    ['get', 'hidden-passkey-allowed', true],
    ['create', 'exclude-missing', false],
  ] as const)(
    'a %s() with the passkeys that the signals before it left, though the page awaited none',
    async (kind, rule, isExpected) => {
      const page = await session.page()
      const passkey = await page.make('ada')
      page.post({
        kind: 'unknownCredential',
        options: { rpId: 'localhost', credentialId: passkey },
      })
      const allowCredentials = [{ type: 'public-key', id: passkey }]
      const options =
        kind === 'get'
          ? get({ rpId: 'localhost', allowCredentials }).options
          : create({ rp: { id: 'localhost', name: '' }, user: userOf('ada') }).options
      page.page.send({ t: kind, id: 100, options })
      await session.wait({ event: 'ceremonyFinished', where: { ceremony: kind } })
      if (kind === 'create')
        await session.wait({ event: 'ceremonyFinished', where: { ceremony: kind } })

      const rules = (await found()).map((finding) => finding.rule)
      expect(rules.includes(rule)).toBe(isExpected)
    },
  )

  it('tells once of each rule, page and value', async () => {
    const hasty = { timeout: 10_000 }
    await ask('get', get(hasty).options).catch(() => undefined)
    await ask('get', get(hasty).options).catch(() => undefined)
    await ask('get', get({ timeout: 20_000 }).options).catch(() => undefined)

    expect((await found()).map(({ rule, value }) => [rule, value])).toEqual([
      ['timeout-short', '10000'],
      ['timeout-short', '20000'],
    ])
    expect(await told('lint')).toHaveLength(2)
  })

  it('by the existing passkeys, and by earlier calls', async () => {
    const used = bytesFor('used')
    const { id } = await ask('create', create().options)
    await ask('create', create().options)
    const allowed = { type: 'public-key', id }
    await ask('get', get({ challenge: used, allowCredentials: [allowed] }).options).catch(
      () => undefined,
    )
    await ask('get', get({ challenge: used }).options)
    await ask('get', get({ challenge: used }).options)

    expect((await found()).map(({ rule }) => rule)).toEqual(['exclude-missing', 'challenge-reused'])
  })

  it('signals, before they change anything', async () => {
    const userId = handleOf('ada')
    const user = { id: bytesFor('ada'), name: 'ada', displayName: 'Ada' }
    await ask('create', create({ user }).options)
    await ask('get', get().options)
    await signal('allAcceptedCredentials', { userId: user.id, allAcceptedCredentialIds: [] })
    await signal('currentUserDetails', { userId: user.id, name: 'Ada', displayName: 'ada' })
    await signal('currentUserDetails', { userId, name: '', displayName: '' })

    expect((await found()).map(({ rule, call, signal: kind }) => [rule, call, kind])).toEqual([
      ['signal-hides-recent', 'signal', 'allAcceptedCredentials'],
      ['signal-names-swapped', 'signal', 'currentUserDetails'],
      ['signal-name-empty', 'signal', 'currentUserDetails'],
    ])
  })

  it('how a call ended', async () => {
    await ask('get', get({ rpId: 'example.com' }).options).catch(() => undefined)
    const foreign = { origin: ORIGIN, kind: 'unknownCredential' }
    const options = { rpId: 'example.com', credentialId: 'AQID' }
    await session.send('POST', 'signals', { ...foreign, options })

    expect((await found()).map(({ rule, path }) => [rule, path])).toEqual([
      ['rp-id-refused', 'publicKey.rpId'],
      ['rp-id-refused', 'rpId'],
    ])
  })

  it('only its own pages', async () => {
    await ask('get', get({ timeout: 1 }).options).catch(() => undefined)
    const other = await session.open()

    expect(await session.value('GET', 'lint', undefined, other)).toEqual([])
  })
})

it('a wait that fails names what happened, and not what was found', async () => {
  await ask('get', get({ timeout: 10_000 }).options).catch(() => undefined)
  const { value } = await session.overTime(
    session.send('POST', 'wait', { event: 'passkeyHidden', timeout: 1 }),
  )

  expect(JSON.stringify(value)).toContain('ceremonyFinished')
  expect(JSON.stringify(value)).not.toContain('lint')
})
