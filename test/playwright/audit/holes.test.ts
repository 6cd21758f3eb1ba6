/**
 * Checks that an audit is right. It finds nothing in the strict relying party, and in a relying party with one hole it finds
 * exactly the faults that the hole accepts. One audit of the strict relying party yields the findings for every hole,
 * because a relying party without a check behaves differently only if the check is the first to refuse.
 */
import { describe, expect, it } from 'vitest'
import { audit, type AuditOptions } from '../../../playwright/audit/audit'
import type { ReportCard } from '../../../playwright/audit/report-card'
import { FAULTS } from '../../../src/shared/fault'
import { clientSessionForEachTest } from '../../support/client-session'
import { GUARDS, HOLES } from '../../support/strict-holes'
import { StrictServer, type StrictServerOptions } from '../../support/strict-server'

const world = clientSessionForEachTest()

/** The limit for some 450 ceremonies on a busy machine. */
const LONG_MS = 240_000

/** Each relying party tries faults that the other cannot. */
const PARTIES: readonly Party[] = [{ attestation: 'direct' }, { namesPasskeys: true }]

/** The faults that no audit tries: a page in a frame, and answers that take minutes. */
const UNTRIED = ['answer-late', 'answer-slow', 'top-origin-foreign']

/** Random members of the answer differ, so the check that refuses it is random, too. */
const BY_CHANCE = 'base64-standard'

type Party = Omit<StrictServerOptions, 'now'>

interface Audited {
  readonly card: ReportCard
  readonly server: StrictServer
}

async function run(party: Party, chosen: AuditOptions = {}): Promise<Audited> {
  const server = new StrictServer({ ...party, now: () => world.world.clock.now() })
  const card = await audit({
    ...server.callbacks,
    latchkey: server.trusting(world.latchkey),
    profiles: 'none',
    onProgress: ({ now }) => (server.now = now),
    ...chosen,
  })
  return { card, server }
}

describe('an audit with every fault', () => {
  it(
    'finds nothing in the strict relying party, and exactly the faults of each planted hole',
    async () => {
      const audited: Audited[] = []
      for (const party of PARTIES) audited.push(await run(party))
      const rows = audited.flatMap(({ card }) => card.rows)
      const tried = new Set(
        rows.filter(({ outcome }) => outcome !== 'not tried').map(({ key }) => key),
      )
      const untried = rows.filter(({ key }) => !tried.has(key)).map(({ id }) => id)

      expect(rows.filter(({ finding }) => finding)).toEqual([])
      expect([...new Set(untried)].sort()).toEqual(UNTRIED)
      expect(foundIn(audited)).toEqual(stated())
    },
    LONG_MS,
  )

  it.each(['UV was required', 'step 21', 'the origin'])(
    'finds the hole in a relying party that has it: %s',
    async (hole) => {
      const places = { only: ['signature', 'uv-not-set', 'origin-other', 'origin-http'] }
      const { card } = await run({ hole }, places)
      const found = card.rows.filter(({ finding }) => finding).map(nameOf)
      const tried = card.rows.map(nameOf)

      expect(found.sort()).toEqual(
        namesOf(HOLES[hole] ?? []).filter((name) => tried.includes(name)),
      )
    },
  )
})

/** By check: the trials that would be accepted without it. */
function foundIn(audited: readonly Audited[]): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, Set<string>> = {}
  for (const { server } of audited)
    for (const [check, names] of server.holes)
      for (const name of ['', ...names]) (found[check] ??= new Set()).add(name)
  return Object.fromEntries(
    Object.entries(found).map(([check, names]) => [
      check,
      [...names].filter((name) => name !== '' && !name.startsWith(BY_CHANCE)).sort(),
    ]),
  )
}

function stated(): Readonly<Record<string, readonly string[]>> {
  return {
    ...Object.fromEntries(Object.entries(HOLES).map(([check, found]) => [check, namesOf(found)])),
    ...Object.fromEntries(Object.keys(GUARDS).map((check) => [check, []])),
  }
}

/** Such as `uv-not-set (get)`. */
function namesOf(found: readonly string[]): readonly string[] {
  const each = found.flatMap((name) => {
    const ceremonies = FAULTS.find(({ id }) => id === name)?.ceremonies
    return ceremonies?.map((ceremony) => `${name} (${ceremony})`) ?? [name]
  })
  return each.sort()
}

function nameOf({ id, ceremony }: { readonly id: string; readonly ceremony: string }): string {
  return `${id} (${ceremony})`
}
