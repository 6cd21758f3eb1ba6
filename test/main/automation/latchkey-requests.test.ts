/** The answers of all of Latchkey's own commands to malformed requests. */
import { describe, expect, it } from 'vitest'
import { latchkeyRoutes } from '../../../src/main/automation/latchkey/latchkey-routes'
import type { Sessions } from '../../../src/main/automation/sessions'
import { command } from '../../support/automation'
import { DrivenSession } from '../../support/driven-session'
import { FakeClock } from '../../support/fake-clock'
import { failure, INVALID } from '../../support/webdriver-session'

const PREFIX = '/session/:sessionId/latchkey/'
// The test reads only the commands' paths and does not run a command.
const routes = latchkeyRoutes(undefined as unknown as Sessions, {
  clock: new FakeClock(),
  random: { bytes: (length) => new Uint8Array(length) },
  about: { version: '1.0.0', platform: 'linux' },
})
const own = routes.flatMap(({ method, path }) =>
  path.startsWith(PREFIX) ? [{ method, path: path.slice(PREFIX.length) }] : [],
)
const all = own.map(({ method, path }): [string, string] => [method, path])
const posts = all.filter(([method]) => method === 'POST')
/** Commands that accept an empty body. */
const EMPTY_IS_FINE = /^(case|clock|fork|settings|sync|devices|passkeys\/|signals\/)/

const session = DrivenSession.forEachTest()
const send = (method: string, path: string, body?: unknown) =>
  session.send(method, path.replaceAll(/:\w+/g, 'AQID'), body)

it('covers every command of Latchkey', () => {
  expect(all.length).toBeGreaterThan(25)
  expect(new Set(all.map(String)).size).toBe(all.length)
})

describe.each(all)('%s %s', (method, path) => {
  it('is refused with another method', async () => {
    const methods = own.filter((route) => route.path === path).map((route) => route.method)
    const other = ['GET', 'POST', 'DELETE', 'PUT', 'PATCH'].filter(
      (one) => !methods.some((known) => known === one),
    )

    for (const wrong of other)
      expect(await send(wrong, path)).toMatchObject(failure('unknown method', 405))
  })

  it('is refused for an unknown session', async () => {
    for (const id of ['nothing', '__proto__', '%00'])
      expect(
        await session.send(method, path.replaceAll(/:\w+/g, 'AQID'), undefined, id),
      ).toMatchObject(failure('invalid session id', 404))
  })

  it('is refused from a browser, and without the secret', async () => {
    const whole = `/session/${session.id}/latchkey/${path.replaceAll(/:\w+/g, 'AQID')}`
    const { url } = session.automation
    const asked = [
      { Origin: 'https://example.org' },
      { 'Sec-Fetch-Site': 'same-origin' },
      { Cookie: 'a=b' },
    ].map((headers) => command(url, method, whole, undefined, headers))
    asked.push(command(new URL(url).origin, method, whole))

    for (const answer of await Promise.all(asked)) expect(answer.status).toBe(403)
  })
})

describe.each(posts)('%s %s', (method, path) => {
  it('is refused with a body that is not an object', async () => {
    for (const body of ['{', '[1,', 'nothing', '[]', '"text"', '5', 'null', '\u0000'])
      expect(await send(method, path, body)).toMatchObject(INVALID)
  })

  it('is refused with an unknown member', async () => {
    expect(await send(method, path, { colour: 'red' })).toMatchObject(INVALID)
  })

  it('is refused with a megabyte of unknown members', async () => {
    expect(await send(method, path, { ['a'.repeat(1024 * 1024)]: 1 })).toMatchObject(INVALID)
  })

  it('is refused without its members', async () => {
    if (!EMPTY_IS_FINE.test(path)) expect(await send(method, path, {})).toMatchObject(INVALID)
  })

  it('is refused with members of another type', async () => {
    const wrong: Record<string, object> = {
      consent: { action: 5 },
      faults: { fault: 5 },
      'faults/disarm': { fault: 5 },
      wait: { event: 5 },
      policy: { policy: 5 },
      'dry-run': { passkeyId: 5, signal: {} },
      restore: { snapshot: 5 },
      case: { ceremonyId: 5 },
      replay: { case: 5 },
      seed: { seed: 5 },
      clock: { advance: '5' },
      'ceremonies/create': { origin: 5, options: {} },
      'ceremonies/get': { origin: 'https://example.org', options: 5 },
      signals: { origin: 'https://example.org', kind: 5, options: {} },
      settings: { automaticUpgrades: 5 },
      profiles: { id: 'example', facts: 5 },
      'provider/update': { profile: 5 },
      devices: { syncAfter: 'soon' },
      'devices/:deviceId': { online: 5 },
      'credentials/webdriver': { credentials: {} },
      'credentials/cdp': { credentials: 'AQID' },
      'credentials/playwright': { credentials: [{ id: 5 }] },
      'passkeys/:credentialId/rename': { userName: {} },
    }
    const body = wrong[path]
    if (body) expect(await send(method, path, body)).toMatchObject(INVALID)
    else expect(path).toMatch(EMPTY_IS_FINE)
  })
})

describe('a body', () => {
  it('may be a megabyte long for a restore', async () => {
    const id = await (await session.page()).make('ada')
    await session.value('POST', `passkeys/${id}/rename`, { userName: 'a'.repeat(65_536) })
    const snapshot = await session.value<{ consent: unknown[] }>('GET', 'snapshot')
    const consent = Array.from({ length: 9000 }, () => ({ action: 'deny', rpId: 'a'.repeat(100) }))

    expect(await session.send('POST', 'restore', { snapshot: { ...snapshot, consent } })).toEqual({
      status: 200,
      value: null,
    })
    expect(await session.passkeys()).toMatchObject([{ userName: 'a'.repeat(65_536) }])
  })

  it('is refused with the member __proto__', async () => {
    const body = '{"__proto__":{"policy":"delete"},"policy":"spec"}'

    expect(await session.send('POST', 'policy', body)).toMatchObject(INVALID)
  })
})

describe('a session that waits', () => {
  const idle = DrivenSession.forEachTest({ sessionIdleMs: 60_000 })

  it('stays open while its driver waits for an event, and no longer', async () => {
    const waiting = idle.send('POST', 'wait', { event: 'passkeyAdded', timeout: 150_000 })
    await idle.send('GET', 'clock')
    for (let minute = 0; minute < 2; minute++) idle.clock.advance(59_999)
    expect(await idle.send('GET', 'clock')).toMatchObject({ status: 200 })
    idle.clock.advance(59_999)
    expect(await waiting).toMatchObject(failure('timeout', 500))
    idle.clock.advance(60_000)

    expect(await idle.send('GET', 'clock')).toMatchObject(failure('invalid session id', 404))
  })
})
