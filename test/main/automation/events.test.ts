import { request, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { SessionEvent } from '../../../src/shared/session-event'
import { credential, failure, INVALID } from '../../support/webdriver-session'
import { handleOf, idOf, renamed, DrivenSession } from '../../support/driven-session'

const session = DrivenSession.forEachTest()

/** Every event so far, except the lint findings about the options of these tests, which have their own tests. */
async function happened(): Promise<readonly SessionEvent[]> {
  const stream = await listen('0')
  await once(stream.response, 'data')
  // The comment comes after every event that existed when the stream began.
  session.clock.advance(15_000)
  while (!stream.text().includes(': still there')) await once(stream.response, 'data')
  stream.stop()
  return stream.events().filter(({ type }) => type !== 'lint')
}

async function listen(lastEventId?: string, id = session.id) {
  const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }
  const asked = request(`${session.automation.url}/session/${id}/latchkey/events`, { headers })
  asked.end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  let text = ''
  const events = () =>
    [...text.matchAll(/^id: (\d+)\nevent: (\w+)\ndata: (.*)\n\n/gm)].map(([, seq, type, data]) => {
      const event = JSON.parse(data ?? '') as SessionEvent
      expect({ seq: String(event.seq), type: event.type }).toEqual({ seq, type })
      return event
    })
  response.setEncoding('utf8').on('data', (part: string) => (text += part))
  response.on('error', () => undefined)
  return {
    response,
    text: () => text,
    events,
    async until(enough: (events: readonly SessionEvent[]) => boolean) {
      while (!enough(events())) await once(response, 'data')
      return events()
    },
    stop: () => asked.destroy(),
  }
}

const typesOf = (events: readonly SessionEvent[]) => events.map(({ type }) => type)

describe('a session reports', () => {
  it('a ceremony from its start to its end', async () => {
    const page = await session.page()
    const passkeyId = await page.make('ada')
    const events = await happened()

    expect(typesOf(events)).toEqual([
      'ceremonyStarted',
      'ceremonyWaiting',
      'passkeyAdded',
      'ceremonyFinished',
    ])
    const [started, waiting, added, finished] = events
    const about = { ceremonyId: expect.any(String) as string, ceremony: 'create' }
    const origin = 'http://localhost:47810'
    expect(started).toMatchObject({ ...about, origin, mediation: null, seq: 1 })
    expect(waiting).toMatchObject({ ...about, origin, rpId: 'localhost', question: 'create' })
    expect(added).toMatchObject({ passkeyId, authenticatorId: null, passkey: { userName: 'ada' } })
    expect(finished).toMatchObject({
      ...about,
      outcome: 'done',
      error: null,
      passkeyId,
      answeredBy: 'by-itself',
      names: { userName: 'ada', userDisplayName: 'ADA' },
    })
    expect(finished).toMatchObject({
      ceremonyId: started && 'ceremonyId' in started && started.ceremonyId,
    })
  })

  it('the accounts that the user may choose', async () => {
    const page = await session.page()
    const ids = [await page.make('ada'), await page.make('ben')]
    await page.get()
    const waiting = (await happened()).findLast(({ type }) => type === 'ceremonyWaiting')

    expect(waiting).toMatchObject({ ceremony: 'get', question: 'sign-in' })
    const accounts = waiting && 'accounts' in waiting ? waiting.accounts : []
    expect(accounts.map(({ id }) => id).sort()).toEqual(ids.sort())
    expect(Object.keys(accounts[0] ?? {})).toEqual(['id', 'userName', 'userDisplayName'])
  })

  it('why a ceremony failed', async () => {
    const page = await session.page()
    await page.get()
    const finished = (await happened()).at(-1)

    expect(finished).toMatchObject({
      type: 'ceremonyFinished',
      ceremony: 'get',
      outcome: 'refused',
      error: 'NotAllowedError',
      passkeyId: null,
    })
  })

  it('an offer that the page aborted', async () => {
    const page = await session.page()
    await page.make()
    void page.get({}, 'conditional')
    await session.wait({ event: 'ceremonyWaiting', where: { question: 'offer' } })
    page.abort()

    expect(
      await session.wait({ event: 'ceremonyFinished', where: { ceremony: 'get' } }),
    ).toMatchObject({
      outcome: 'refused',
      reason: 'the page ended the ceremony before the user chose a passkey',
      options: expect.objectContaining({ challenge: expect.any(String) as string }) as object,
      response: null,
    })
  })

  it('the id of each ceremony when two run at once', async () => {
    const [one, other] = [await session.page(), await session.page('http://localhost:5000')]
    await Promise.all([one.make('ada'), other.make('ben')])
    const events = await happened()
    const ofCeremonies = events.filter((event) => 'ceremonyId' in event)
    const ids = new Set(ofCeremonies.map(({ ceremonyId }) => ceremonyId))

    expect(ids.size).toBe(2)
    for (const id of ids) {
      const theirs = ofCeremonies.filter(({ ceremonyId }) => ceremonyId === id)
      expect(typesOf(theirs)).toEqual(['ceremonyStarted', 'ceremonyWaiting', 'ceremonyFinished'])
      expect(new Set(theirs.map(({ origin }) => origin)).size).toBe(1)
    }
  })

  it('a signal with its effect and its policy', async () => {
    const page = await session.page()
    const passkeyId = await page.make('ada')
    await page.signal(renamed('ada', 'ana'))
    const event = await session.wait({ event: 'signalReceived' })

    expect(event).toMatchObject({
      signal: 'currentUserDetails',
      origin: 'http://localhost:47810',
      rpId: 'localhost',
      outcome: 'done',
      policy: 'spec',
      changes: [{ what: 'renamed', passkeyId, after: { userName: 'ana', userDisplayName: 'ANA' } }],
    })
    const changed = (await happened()).findLast(({ type }) => type === 'passkeyChanged')
    expect(changed).toMatchObject({ passkeyId, passkey: { userName: 'ana' } })
    expect(changed?.seq).toBeLessThan(event.seq)
  })

  it('a signal without effect, with the reason', async () => {
    const page = await session.page()
    await page.signal(renamed('nobody', 'ana'))

    expect(await session.wait({ event: 'signalReceived' })).toMatchObject({
      outcome: 'nothing',
      reason: expect.stringContaining('no passkey') as string,
      changes: [],
    })
  })

  it('passkeys that are hidden, shown and removed', async () => {
    const page = await session.page()
    const passkeyId = await page.make('ada')
    const signal = (allAcceptedCredentialIds: string[]) =>
      page.signal({
        kind: 'allAcceptedCredentials',
        options: { rpId: 'localhost', userId: handleOf('ada'), allAcceptedCredentialIds },
      })
    await signal([])
    await session.wait({ event: 'passkeyHidden', where: { passkeyId } })
    await signal([passkeyId])
    await session.wait({ event: 'passkeyShown', where: { passkeyId } })
    await session.value('DELETE', `passkeys/${passkeyId}`)

    expect(await session.wait({ event: 'passkeyRemoved' })).toMatchObject({ passkeyId })
  })

  it('each passkey when many change at once', async () => {
    const credentials = Array.from({ length: 150 }, (_, index) => ({
      ...credential,
      rpId: 'localhost',
      userHandle: 'CQ',
      credentialId: Buffer.from([index, 1]).toString('base64url'),
    }))
    await session.value('POST', 'credentials/webdriver', { credentials })
    const options = { rpId: 'localhost', userId: 'CQ', allAcceptedCredentialIds: [] }
    await (await session.page()).signal({ kind: 'allAcceptedCredentials', options })
    const { seq } = await session.wait({ event: 'signalReceived' })

    const hidden = (await happened()).filter((event) => event.type === 'passkeyHidden')
    expect(new Set(hidden.map(({ passkeyId }) => passkeyId)).size).toBe(150)
    expect(hidden).toHaveLength(150)
    expect(hidden.every((event) => event.seq < seq)).toBe(true)
  })

  it('passkeys that are removed with their authenticator', async () => {
    const configuration = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true }
    const { value: authenticatorId } = await session.webauthn('POST', '', configuration)
    const page = await session.page()
    const passkeyId = await page.make('ada')
    await session.webauthn('DELETE', `/${String(authenticatorId)}`)

    expect(await session.wait({ event: 'passkeyRemoved' })).toMatchObject({
      passkeyId,
      authenticatorId,
    })
  })

  it('no event of another session', async () => {
    const other = await session.open()
    const page = await session.page(undefined, other)
    await page.make('ada')
    await (await session.page()).make('ben')

    const events = await happened()
    expect(events).toHaveLength(4)
    // With its quotes: an id that is random may contain the letters.
    expect(JSON.stringify(events)).not.toContain('"ada"')
    expect(JSON.stringify(events)).toContain('"ben"')
  })
})

describe('the stream of events', () => {
  it('begins with new events, after a given event, or with all events', async () => {
    const page = await session.page()
    await page.make('ada')
    const last = (await happened()).at(-1)?.seq ?? 0
    const [fresh, later, all] = await Promise.all([listen(), listen('3'), listen('0')])
    await page.get()
    const isOver = (events: readonly SessionEvent[]) =>
      events.some((event) => event.type === 'ceremonyFinished' && event.ceremony === 'get')
    const seen = await Promise.all([fresh, later, all].map((stream) => stream.until(isOver)))

    expect(seen.map(([first]) => first?.seq)).toEqual([last + 1, 4, 1])
    for (const stream of [fresh, later, all]) stream.stop()
  })

  it('sends a keep-alive comment', async () => {
    const stream = await listen()
    await once(stream.response, 'data')
    session.clock.advance(15_000)
    await once(stream.response, 'data')

    expect(stream.text()).toContain(': still there')
    stream.stop()
  })

  it('ends with its session', async () => {
    const stream = await listen()
    const ended = once(stream.response, 'end')
    await session.end()

    expect(await ended).toEqual([])
  })

  it('is refused to a page', async () => {
    const headers = { Origin: 'http://localhost:47810' }
    const asked = request(`${session.automation.url}/session/${session.id}/latchkey/events`, {
      headers,
    })
    asked.end()
    const [response] = (await once(asked, 'response')) as [IncomingMessage]

    expect(response.statusCode).toBe(403)
    response.resume()
  })
})

describe('waiting', () => {
  it('ends at once when the event has already happened', async () => {
    await (await session.page()).make('ada')

    expect(await session.wait({ event: 'passkeyAdded', timeout: 0 })).toMatchObject({
      type: 'passkeyAdded',
    })
  })

  it('returns each event once', async () => {
    await (await session.page()).make('ada')
    const { seq } = await session.wait({ event: 'passkeyAdded' })
    const again = session.send('POST', 'wait', { event: 'passkeyAdded', timeout: 0 })

    expect(await session.overTime(again)).toMatchObject(failure('timeout', 500))
    expect(await session.wait({ event: 'passkeyAdded', since: 0 })).toMatchObject({ seq })
  })

  it('ends when the event happens', async () => {
    const page = await session.page()
    const waiting = session.wait({ event: ['passkeyRemoved', 'passkeyAdded'] })
    const id = idOf(await page.create('ada'))

    expect(await waiting).toMatchObject({ type: 'passkeyAdded', passkeyId: id })
  })

  it('ignores events with other members', async () => {
    const page = await session.page()
    const waiting = session.wait({ event: 'ceremonyFinished', where: { ceremony: 'get' } })
    await page.make('ada')
    await page.get()

    expect(await waiting).toMatchObject({ ceremony: 'get', outcome: 'done' })
  })

  it('times out, and names the missing event', async () => {
    const waiting = session.send('POST', 'wait', {
      event: 'signalReceived',
      where: { signal: 'unknownCredential' },
      timeout: 500,
    })

    expect(await session.overTime(waiting)).toMatchObject({
      status: 500,
      value: {
        error: 'timeout',
        message:
          'no signalReceived with signal "unknownCredential" within 500 ms. No page of this session has asked or signalled anything yet. ' +
          'If a page has, its Content-Security-Policy may keep it from Latchkey: use bypassCSP: true in Playwright, or add ws://127.0.0.1:* to its connect-src.',
      },
    })
  })

  it('ends with its session', async () => {
    const waiting = session.send('POST', 'wait', { event: 'signalReceived' })
    // A request after the wait, on the same server: once it is answered, the wait has begun.
    await session.send('GET', 'passkeys')
    await session.end()

    expect(await waiting).toMatchObject(failure('invalid session id', 404))
  })

  it.each([
    ['no event', {}],
    ['an unknown event', { event: 'passkeyStolen' }],
    ['an empty list of events', { event: [] }],
    ['an unknown member', { event: 'passkeyAdded', until: 5 }],
    ['an invalid time-out', { event: 'passkeyAdded', timeout: 'soon' }],
    ['a time-out above the limit', { event: 'passkeyAdded', timeout: 600_001 }],
    ['invalid members', { event: 'passkeyAdded', where: { passkeyId: ['a'] } }],
    ['no body', undefined],
    ['no object', []],
  ])('is refused for %s', async (_what, body) => {
    expect(await session.send('POST', 'wait', body)).toMatchObject(INVALID)
  })
})
