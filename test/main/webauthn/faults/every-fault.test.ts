/**
 * Every fault in a whole ceremony: the strict relying party refuses what a correct relying party refuses, and accepts what
 * it accepts. Only the time is fake.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FAULTS, type FaultId } from '../../../../src/shared/fault'
import type { Requester } from '../../../../src/main/webauthn/client/ports'
import { refusalOf } from '../../../support/fault-refusals'
import { FaultySession } from '../../../support/faulty-session'
import type { Wanted } from '../../../support/strict-relying-party'

const FRAMED = {
  origin: 'https://example.org',
  crossOrigin: true,
  topOrigin: 'https://frames.example',
}

/** The options that a fault needs beyond the defaults. */
const PAGES: Partial<Record<FaultId, Partial<Requester>>> = { 'top-origin-foreign': FRAMED }

const ATTESTED: Wanted = { attestation: 'direct' }

const WANTED: Partial<Record<FaultId, Wanted>> = {
  'user-handle-absent': { namesPasskeys: true },
  'credential-id-of-other': { namesPasskeys: true },
}

/** The passkey cannot sign in afterwards if the relying party has stored a different id. */
const KEEPS_ANOTHER_ID: readonly FaultId[] = ['credential-id-longest']

function wantedFor(fault: FaultId, needs: string | undefined): Wanted {
  return WANTED[fault] ?? (needs?.includes('asks for an attestation') ? ATTESTED : {})
}

const rows = FAULTS.flatMap((fault) => fault.ceremonies.map((ceremony) => ({ ...fault, ceremony })))

describe.each(rows)('$id in $ceremony()', ({ id, ceremony, expected, needs }) => {
  let session: FaultySession
  beforeEach(async () => {
    session = await FaultySession.open(PAGES[id])
    await session.trustRoot()
  })
  afterEach(() => session.close())

  it(`is to be ${expected === 'refuse' ? 'refused' : 'accepted'}, and the passkey stays genuine`, async () => {
    const { relyingParty } = session
    const wanted = wantedFor(id, needs)
    // The genuine answers beside it.
    relyingParty.register((await session.create(wanted)).response)
    relyingParty.signIn((await session.get(wanted)).response)
    relyingParty.signIn((await session.get(wanted)).response)
    if (id === 'credential-id-of-other') relyingParty.register((await session.create()).response)
    const restore = relyingParty.snapshot()
    const passkeys = session.passkeys

    session.arm(id)
    const answer = ceremony === 'create' ? made(session, wanted) : got(session, wanted)
    const { fault, judge } = await answer
    expect(fault).toMatchObject({
      id,
      changes: expect.any(Array) as object,
    })

    if (expected === 'refuse') expect(judge).toThrow(refusalOf(id, ceremony))
    else judge()

    if (KEEPS_ANOTHER_ID.includes(id)) return
    restore()
    if (ceremony === 'create') {
      expect(session.passkeys).toBe(passkeys + 1)
      const { record, userHandle } = session.newest()
      relyingParty.keep(record, userHandle)
    }
    relyingParty.signIn((await session.get()).response)
  })
})

async function made(session: FaultySession, wanted: Wanted) {
  const { response, fault, ...took } = await session.create(wanted)
  return { fault, judge: () => void session.relyingParty.register(response, took) }
}

async function got(session: FaultySession, wanted: Wanted) {
  const { response, fault, ...took } = await session.get(wanted)
  return { fault, judge: () => session.relyingParty.signIn(response, took) }
}

describe('a fault that cannot be applied', () => {
  let session: FaultySession
  beforeEach(async () => {
    session = await FaultySession.open()
  })
  afterEach(() => session.close())

  it.each<[FaultId, 'create' | 'get', Wanted, string]>([
    ['chain-broken', 'create', {}, 'the answer has no attestation'],
    ['aaguid-zeros', 'create', ATTESTED, 'the attestation vouches for the AAGUID'],
    ['credential-id-registered', 'create', {}, 'the authenticator has no other passkey'],
    ['top-origin-foreign', 'create', {}, 'the page states no top origin'],
    ['answer-replayed', 'get', {}, 'there was no ceremony of this kind before'],
    ['sign-count-back', 'get', {}, 'the passkey has not signed in before'],
    ['user-handle-absent', 'get', {}, 'the page names no passkeys'],
    ['user-handle-missing', 'get', { namesPasskeys: true }, 'the page names the passkeys'],
  ])('says why, and the answer is the genuine one: %s', async (id, ceremony, wanted, reason) => {
    if (ceremony === 'get') session.relyingParty.register((await session.create()).response)
    session.arm(id)
    const { fault, judge } = await (ceremony === 'create'
      ? made(session, wanted)
      : got(session, wanted))

    expect(fault).toEqual({ id, notApplied: expect.stringContaining(reason) as string })
    judge()
  })
})

it('has at least eighty faults, each with a sentence and a section', () => {
  expect(FAULTS.length).toBeGreaterThanOrEqual(80)
  expect(new Set(FAULTS.map(({ id }) => id)).size).toBe(FAULTS.length)
  for (const { id, title, advice, section } of FAULTS) {
    expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    expect(title).toMatch(/^[A-Z].*\.$/)
    expect(advice).toMatch(/^[A-Z].*\.$/)
    expect(section).toMatch(/^(WebAuthn|CTAP) .*§/)
  }
})
