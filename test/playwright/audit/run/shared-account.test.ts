/** Sign-in faults that share accounts give the same rows as faults with separate accounts. */
import { describe, expect, it } from 'vitest'
import { audit, type AuditOptions } from '../../../../playwright/audit/audit'
import type { AuditAccount, ServerCallbacks } from '../../../../playwright/audit/relying-party'
import type { ReportCard } from '../../../../playwright/audit/report-card'
import { clientSessionForEachTest } from '../../../support/client-session'
import { simpleServer } from '../../../support/simple-server'

const world = clientSessionForEachTest()

/** The behaviour of a server for one account after it has refused or accepted a sign-in. */
interface Habits {
  /** Accepts even a sign-in that does not verify. */
  readonly accepts?: (failures: number) => boolean
  /** Refuses every sign-in before it verifies. */
  readonly refusesFirst?: (failures: number) => boolean
  /** Returns no options. */
  readonly isClosed?: (failures: number) => boolean
}

function serverWith({ accepts, refusesFirst, isClosed }: Habits): ServerCallbacks {
  const server = simpleServer()
  const failures = new Map<string, number>()
  const of = ({ userName }: AuditAccount) => failures.get(userName) ?? 0
  return {
    ...server,
    authenticationOptions: async (account) => {
      if (isClosed?.(of(account))) throw new Error('no more sign-ins')
      return server.authenticationOptions(account)
    },
    verifyAuthentication: async (response, account) => {
      if (refusesFirst?.(of(account))) throw new Error('the account is locked')
      try {
        return await server.verifyAuthentication(response, account)
      } catch (error) {
        failures.set(account.userName, of(account) + 1)
        if (accepts?.(of(account))) return undefined
        throw error
      }
    },
  }
}

interface Audited {
  readonly rows: readonly unknown[]
  readonly registrations: number
}

async function run(habits: Habits, options: AuditOptions): Promise<Audited> {
  const server = serverWith(habits)
  let registrations = 0
  const card = await audit({
    ...server,
    registrationOptions: (account) => {
      registrations++
      return server.registrationOptions(account)
    },
    latchkey: world.latchkey,
    profiles: 'none',
    only: ['client-data', 'signature'],
    skip: ['create'],
    ...options,
  })
  return { rows: saidIn(card), registrations }
}

/** The parts of a report that are equal in two audits of the same relying party: without times and without random bytes. */
function saidIn({ rows }: ReportCard): readonly unknown[] {
  return rows.map(({ key, outcome, finding, reason, notes, changes }) => ({
    key,
    outcome,
    finding,
    reason,
    notes,
    changed: changes.map(({ what }) => what),
  }))
}

describe('sign-in faults that share accounts have the same outcomes as with separate accounts', () => {
  it.each<[string, Habits]>([
    ['of a server that keeps no state', {}],
    ['of a server that locks the account after three failures', { refusesFirst: (n) => n >= 3 }],
    ['of a server that gives no options after a failure', { isClosed: (n) => n > 0 }],
    ['of a server that accepts everything', { accepts: () => true }],
    [
      'of a server that accepts what is wrong from the second failure on',
      { accepts: (n) => n > 1 },
    ],
    [
      'of a server that an accepted answer leaves with a wrong key',
      { accepts: (n) => n === 1, refusesFirst: (n) => n > 0 },
    ],
  ])('%s', async (_, habits) => {
    const alone = await run(habits, { ownAccounts: true })
    const shared = await run(habits, { ownAccounts: false })

    expect(shared.rows).toEqual(alone.rows)
    expect(shared.registrations).toBeLessThanOrEqual(alone.registrations)
  })

  it('with a few registrations', async () => {
    const alone = await run({}, { ownAccounts: true })
    const shared = await run({}, { ownAccounts: false })

    expect(shared.registrations).toBeLessThan(alone.registrations / 3)
  })

  it('when several accounts are tried at the same time', async () => {
    const alone = await run({}, { ownAccounts: true })
    const shared = await run({}, { workers: 3 })

    expect(shared.rows).toEqual(alone.rows)
  })
})
