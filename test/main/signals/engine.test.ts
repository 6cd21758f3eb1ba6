import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SignalEngine } from '../../../src/main/signals/engine'
import type { ReceivedSignal } from '../../../src/main/webauthn/client/ports'
import type { ActivityReport } from '../../../src/shared/activity'
import { hiddenPasskey, MemoryPasskeys, passkey } from '../../support/passkeys'
import { acceptedCredentials, unknownCredential, userDetails } from '../../support/signals'

const NOW = Date.UTC(2026, 0, 1)
const surroundings = {
  policies: { of: () => 'spec' as const },
  newId: () => 'entry',
  now: () => NOW,
}

describe('the signals’ engine', () => {
  it('applies a signal in one write, and records what changed', async () => {
    const second = passkey({ credentialId: Uint8Array.of(4), discoverable: false })
    const { engine, store, reports } = world(passkey(), second)
    await engine.receive(userDetails())

    expect(store.writes).toBe(1)
    expect(store.list()).toMatchObject([{ userName: 'ada' }, { userName: 'ada' }])
    expect(reports).toMatchObject([
      {
        kind: 'signal',
        signal: 'currentUserDetails',
        origin: 'https://example.org',
        rpId: 'example.org',
        outcome: 'done',
        changes: [{ what: 'renamed' }, { what: 'renamed' }],
      },
    ])
  })

  it('records a signal that changed nothing, and writes nothing', async () => {
    const { engine, store, reports } = world(passkey())
    await engine.receive(unknownCredential('BA'))

    expect(store.writes).toBe(0)
    expect(reports).toMatchObject([
      { outcome: 'nothing', reason: 'no passkey with that id for example.org', changes: [] },
    ])
  })

  it('lets a signal act on what the one before has left', async () => {
    const { engine, store, reports } = world(passkey())
    await Promise.all([
      engine.receive(unknownCredential('AQID')),
      engine.receive(unknownCredential('AQID')),
      engine.receive(acceptedCredentials(['AQID'])),
    ])

    expect(reports.map(({ outcome }) => outcome)).toEqual(['done', 'nothing', 'done'])
    expect(store.list()).toMatchObject([{ hidden: null }])
  })

  it('keeps names and history of the last of two quick changes', async () => {
    const { engine, store } = world(passkey())
    await Promise.all([
      engine.receive(userDetails({ name: 'first' })),
      engine.receive(userDetails({ name: 'last' })),
    ])

    expect(store.list()).toMatchObject([
      {
        userName: 'last',
        renames: [{ before: { userName: 'first' }, after: { userName: 'last' } }, {}],
      },
    ])
  })

  it('says in the record when the vault cannot be written, and nothing has changed', async () => {
    const { engine, store, reports } = world(passkey())
    store.fault = new Error('The disk is full.')
    await engine.receive(unknownCredential('AQID'))

    expect(reports).toMatchObject([
      { outcome: 'refused', reason: 'it could not be applied: The disk is full.' },
    ])
    expect(reports[0]).not.toHaveProperty('changes')
    expect(store.list()).toMatchObject([{ hidden: null }])
  })

  it('goes on with the next signal after one that failed', async () => {
    const { engine, store } = world(passkey())
    store.fault = new Error('The disk is full.')
    await engine.receive(unknownCredential('AQID'))
    store.fault = null
    await engine.receive(unknownCredential('AQID'))

    expect(store.list()).toMatchObject([{ hidden: { at: NOW } }])
  })

  it('goes on with the next signal when even the record has failed', async () => {
    const store = new MemoryPasskeys([passkey()])
    const failing = () => {
      throw new Error('the window is gone')
    }
    const engine = new SignalEngine({ ...surroundings, store, report: failing })
    await engine.receive(userDetails()).catch(() => {})
    await engine.receive(unknownCredential('AQID')).catch(() => {})

    expect(store.list()).toMatchObject([{ userName: 'ada', hidden: { at: NOW } }])
  })

  it('never touches the passkeys of another RP ID', () => {
    const elsewhere = [
      passkey({ credentialId: Uint8Array.of(9), rpId: 'example.com' }),
      hiddenPasskey({ credentialId: Uint8Array.of(10), rpId: 'login.example.org' }),
    ]
    const id = fc.constantFrom('AQID', 'CQ', 'Cg', '')
    const signal: fc.Arbitrary<ReceivedSignal> = fc.oneof(
      id.map((credentialId) => unknownCredential(credentialId)),
      fc.array(id).map((ids) => acceptedCredentials(ids)),
      fc.string().map((name) => userDetails({ name })),
    )

    return fc.assert(
      fc.asyncProperty(fc.array(signal, { maxLength: 5 }), async (signals) => {
        const { engine, store } = world(passkey(), ...elsewhere)
        for (const one of signals) await engine.receive(one)

        expect(elsewhere.map(({ credentialId }) => store.find(credentialId))).toEqual(elsewhere)
        expect(store.list()).toHaveLength(3)
      }),
    )
  })
})

function world(...passkeys: ReturnType<typeof passkey>[]) {
  const store = new MemoryPasskeys(passkeys)
  const reports: ActivityReport[] = []
  const report = (entry: ActivityReport) => void reports.push(entry)
  return { engine: new SignalEngine({ ...surroundings, store, report }), store, reports }
}
