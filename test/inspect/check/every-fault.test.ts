/**
 * Every fault in a whole ceremony: the check shows a wrong step if a correct relying party refuses the answer, and none if
 * it accepts the answer. Only the time is fake.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { checkCeremony, withParts } from '../../../src/inspect/check/check-ceremony'
import type { Given } from '../../../src/inspect/check/expectations'
import type { CheckStep } from '../../../src/inspect/check/step'
import type { Requester } from '../../../src/main/webauthn/client/ports'
import { FAULTS, type FaultId } from '../../../src/shared/fault'
import type { CredentialJson } from '../../../src/shared/webauthn-json'
import { FaultySession, type Answer } from '../../support/faulty-session'
import type { Wanted } from '../../support/strict-relying-party'

const PAGE = { origin: 'https://example.org', crossOrigin: false, topOrigin: null }
const FRAMED = { ...PAGE, crossOrigin: true, topOrigin: 'https://frames.example' }

/** The options that a fault needs beyond the defaults. */
const PAGES: Partial<Record<FaultId, Requester>> = { 'top-origin-foreign': FRAMED }
const WANTED: Partial<Record<FaultId, Wanted>> = {
  'user-handle-absent': { namesPasskeys: true },
  'credential-id-of-other': { namesPasskeys: true },
}

/** The specification leaves the decision to the relying party, and the check says so. */
const ONLY_SERVER_KNOWS: readonly FaultId[] = ['u2f-aaguid-not-zero']

type Ceremony = 'create' | 'get'

/** A session of a page with earlier genuine ceremonies, and the memory of its relying party. */
class World {
  readonly session: FaultySession
  readonly #page: Requester
  readonly #ceremony: Ceremony
  readonly #wanted: Wanted
  readonly #records = new Map<string, ReturnType<FaultySession['newest']>>()

  private constructor(session: FaultySession, page: Requester, ceremony: Ceremony, wanted: Wanted) {
    this.session = session
    this.#page = page
    this.#ceremony = ceremony
    this.#wanted = wanted
  }

  static async open(page: Requester, ceremony: Ceremony, wanted: Wanted): Promise<World> {
    const session = await FaultySession.open(page)
    await session.trustRoot()
    const world = new World(session, page, ceremony, wanted)
    const made = await session.create(wanted)
    session.relyingParty.register(made.response)
    if (ceremony === 'create') expect(wrongIn(await world.checked(made))).toEqual([])
    world.keepNewest()
    if (ceremony === 'create') return world
    for (let i = 0; i < 2; i++)
      expect(wrongIn(await world.checked(await world.answer()))).toEqual([])
    return world
  }

  keepNewest(): void {
    const newest = this.session.newest()
    this.#records.set(newest.record.id, newest)
  }

  answer(): Promise<Answer<CredentialJson>> {
    return this.#ceremony === 'create'
      ? this.session.create(this.#wanted)
      : this.session.get(this.#wanted)
  }

  /** The steps of an answer. The relying party remembers the answer's values. */
  async checked({
    response,
    options,
    ageMs,
  }: Answer<CredentialJson>): Promise<readonly CheckStep[]> {
    const { origin, crossOrigin, topOrigin } = this.#page
    const given = {
      origins: [origin],
      crossOrigin,
      topOrigins: topOrigin === null ? [] : [topOrigin],
      isConditional: false,
      now: this.session.now,
      waitedMs: ageMs,
      registeredIds: [...this.#records.keys()],
      trustedRoots: this.session.relyingParty.roots!.map(({ raw }) => raw.toString('base64url')),
      ...(this.#ceremony === 'get' && { record: this.#record(response.id) }),
    }
    const steps = await checkCeremony({ response, options }, given)
    this.keepNewest()
    return steps
  }

  /** The record of the credential, or, if there is none, the record of the first passkey. */
  #record(id: string): NonNullable<Given['record']> {
    const { record, userHandle } = this.#records.get(id) ?? [...this.#records.values()][0]!
    return {
      id: record.id,
      publicKey: record.publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
      signCount: record.signCount,
      backupEligible: record.flags.be,
      userHandle,
    }
  }
}

/** Faults with the same needs share a world, because a fault changes an answer, but no passkey. */
const worlds = new Map<string, Promise<World>>()
afterAll(async () => {
  for (const world of worlds.values()) await (await world).session.close()
  worlds.clear()
})

function worldFor(fault: FaultId, ceremony: Ceremony, needs: string | undefined): Promise<World> {
  const attested = needs?.includes('asks for an attestation')
    ? { attestation: 'direct' as const }
    : {}
  const [page, wanted] = [PAGES[fault] ?? PAGE, WANTED[fault] ?? attested]
  const key = JSON.stringify([page, ceremony, wanted])
  const world = worlds.get(key) ?? World.open(page, ceremony, wanted)
  worlds.set(key, world)
  return world
}

const rows = FAULTS.flatMap((fault) => fault.ceremonies.map((ceremony) => ({ ...fault, ceremony })))

describe.each(rows)('$id in $ceremony()', ({ id, ceremony, expected, needs, section }) => {
  it(`shows ${expected === 'refuse' ? 'a wrong step' : 'no wrong step'}`, async () => {
    const world = await worldFor(id, ceremony, needs)
    if (id === 'credential-id-of-other') {
      world.session.relyingParty.register((await world.session.create()).response)
      world.keepNewest()
    }

    world.session.arm(id)
    const answer = await world.answer()
    expect(answer.fault).toMatchObject({ id, changes: expect.any(Array) as object })
    const steps = await world.checked(answer)

    if (ONLY_SERVER_KNOWS.includes(id)) {
      expect(wrongIn(steps)).toEqual([])
      const open = withParts(steps).filter(({ outcome }) => outcome === 'only-server-knows')
      expect(open.map((step) => step.section)).toContain('§8.6')
    } else if (expected === 'accept') expect(wrongIn(steps)).toEqual([])
    else expect(sectionsOf(section)).toContainEqual(expect.toSatisfy((one) => isWrong(one, steps)))
  })
})

/** `WebAuthn §7.1 steps 6 and 8, §13.4.3` → `§7.1 step 6`, `§7.1 step 8`, `§13.4.3`. */
function sectionsOf(text: string): readonly string[] {
  return text.split(/, (?=§)/).flatMap((part) => {
    const [section = ''] = /§[\d.]+/.exec(part) ?? []
    const [, steps] = /steps? (.*)/.exec(part) ?? []
    const numbers = steps?.match(/\d+/g)
    return numbers ? numbers.map((number) => `${section} step ${number}`) : [section]
  })
}

/** Sections whose faults the check finds in a step that refers to them. */
const FOUND_IN: Readonly<Record<string, string>> = {
  '§6.5.4': '§7.1 step 13',
  '§5.8.5': '§6.5.1',
}

function isWrong(section: string, steps: readonly CheckStep[]): boolean {
  const found = [section, FOUND_IN[section] ?? section]
  return withParts(steps).some(
    (step) =>
      step.outcome === 'wrong' &&
      found.some((one) => step.section === one || step.section.startsWith(`${one}.`)),
  )
}

function wrongIn(steps: readonly CheckStep[]): readonly string[] {
  return withParts(steps)
    .filter(({ outcome }) => outcome === 'wrong')
    .map(({ section, why }) => `${section}: ${why}`)
}
