import { describe, expect, it } from 'vitest'
import type { SessionEvent } from '../../../src/shared/session-event'
import { INVALID } from '../../support/webdriver-session'
import { DrivenSession } from '../../support/driven-session'

const session = DrivenSession.forEachTest()
const NOON = Date.UTC(2030, 5, 1, 12)

/** Everything that a relying party and a test see of one run. */
async function run(id: string, algorithm = -7) {
  const page = await session.page(undefined, id)
  const fields = {
    pubKeyCredParams: [{ type: 'public-key', alg: algorithm }],
    attestation: 'direct',
  }
  const made = await page.create('ada', fields)
  return { made, signedIn: await page.get(), passkeys: await session.passkeys(id) }
}

async function seeded(seed: string): Promise<string> {
  const id = await session.open()
  await session.value('POST', 'clock', { stopped: true, now: NOON }, id)
  await session.value('POST', 'seed', { seed }, id)
  return id
}

describe('a seed', () => {
  it.each([
    ['ES256', -7],
    ['EdDSA', -8],
    ['ES384', -35],
    ['ML-DSA-44', -48],
  ])('makes two runs equal: %s', async (_name, algorithm) => {
    const [one, other] = [await seeded('a'), await seeded('a')]

    expect(await run(one, algorithm)).toEqual(await run(other, algorithm))
  })

  it('makes runs with another seed different', async () => {
    const [one, other] = [await run(await seeded('a')), await run(await seeded('b'))]

    expect(one.passkeys[0]?.id).not.toBe(other.passkeys[0]?.id)
  })

  it('is not shared between sessions', async () => {
    await seeded('a')
    const [one, other] = [await run(await session.open()), await run(await session.open())]

    expect(one.passkeys[0]?.id).not.toBe(other.passkeys[0]?.id)
  })

  it('also applies to keys that are already open', async () => {
    const page = await session.page()
    await page.make('ada')
    await page.get()
    await session.value('POST', 'clock', { stopped: true })
    await session.value('POST', 'seed', { seed: 'a' })
    const allowed = { extensions: {} }
    const [one, other] = [await page.get(allowed), await page.get(allowed)]

    // No counter and no other state changes between the two.
    expect({ ...one, id: 0 }).toEqual({ ...other, id: 0 })
  })

  it.each([
    ['no seed', {}],
    ['a seed that is not text', { seed: 5 }],
    ['a seed of more than a thousand characters', { seed: 'a'.repeat(1025) }],
    ['an unknown member', { seed: 'a', salt: 'b' }],
    ['no body', undefined],
  ])('is refused for %s', async (_what, body) => {
    expect(await session.send('POST', 'seed', body)).toMatchObject(INVALID)
  })
})

describe('the clock', () => {
  it('is read, set, stopped and advanced', async () => {
    const clock = (body: object) => session.value('POST', 'clock', body)

    expect(await clock({ stopped: true, now: NOON })).toEqual({ now: NOON, stopped: true })
    session.clock.advance(500)
    expect(await clock({ advance: 2000 })).toEqual({ now: NOON + 2000, stopped: true })
    expect(await clock({ stopped: false })).toEqual({ now: NOON + 2000, stopped: false })
    session.clock.advance(500)
    expect(await session.value('GET', 'clock')).toEqual({ now: NOON + 2500, stopped: false })
  })

  it('dates passkeys, the record and events', async () => {
    await session.value('POST', 'clock', { stopped: true, now: NOON })
    await (await session.page()).make('ada')

    expect(await session.passkeys()).toMatchObject([{ createdAt: NOON }])
    expect(await session.value('GET', 'activity')).toMatchObject([{ at: NOON }])
    expect(await session.wait({ event: 'passkeyAdded' })).toMatchObject({ at: NOON })
  })

  it('drives the time-out of a ceremony', async () => {
    await session.value('POST', 'clock', { stopped: true })
    await session.value('POST', 'consent', { action: 'never' })
    const made = (await session.page()).create('ada', { timeout: 60_000 })
    await session.wait({ event: 'ceremonyWaiting' })
    await session.value('POST', 'clock', { advance: 60_000 })

    expect(await made).toMatchObject({ t: 'error', name: 'NotAllowedError' })
  })

  it('drives the delay of the user', async () => {
    await session.value('POST', 'clock', { stopped: true })
    await session.value('POST', 'consent', { action: 'approve', delay: 5000 })
    const made = (await session.page()).create('ada')
    const waiting: SessionEvent = await session.wait({ event: 'ceremonyWaiting' })
    await session.value('POST', 'clock', { advance: 5000 })

    expect(await made).toMatchObject({ t: 'result' })
    expect(await session.wait({ event: 'ceremonyFinished' })).toMatchObject({
      at: waiting.at + 5000,
    })
  })

  it('empties the trash after thirty days', async () => {
    const id = await (await session.page()).make('ada')
    await session.value('DELETE', `passkeys/${id}`)
    await session.value('POST', 'clock', { advance: 31 * 24 * 3_600_000 })

    await expect.poll(() => session.value('GET', 'trash')).toEqual([])
  })

  it.each([
    ['an invalid time', { now: 'noon' }],
    ['a time before 1970', { now: -1 }],
    ['a step back', { advance: -1 }],
    ['more than a year at once', { advance: 367 * 24 * 3_600_000 }],
    ['an unknown member', { speed: 2 }],
    ['no body', undefined],
  ])('is unchanged after %s', async (_what, body) => {
    const before = await session.value('GET', 'clock')

    expect(await session.send('POST', 'clock', body)).toMatchObject(INVALID)
    expect(await session.value('GET', 'clock')).toEqual(before)
  })
})
