/** Properties that hold for any passkeys, signals, policies and quotas. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atOnce } from '../../../src/main/platform/slices'
import { decide } from '../../../src/main/signals/decide'
import type { SignalledFields, StoreChange } from '../../../src/main/signals/ports'
import { FULL_QUOTA, type Quota } from '../../../src/main/signals/quota'
import { SET_BY_NONE, type Passkey } from '../../../src/main/webauthn/authenticator/ports'
import type { ReceivedSignal } from '../../../src/main/webauthn/client/ports'
import { signalPolicies, type SignalPolicy } from '../../../src/shared/signal-policy'
import { passkey, type MemoryPasskeys } from '../../support/passkeys'
import { signalWorld } from '../../support/signal-engine'
import { acceptedCredentials, unknownCredential, userDetails } from '../../support/signals'
import { base64url } from '../../support/webauthn-options'

const NOW = 1_000_000
const SIGNALLED: readonly (keyof SignalledFields)[] = [
  'userName',
  'userDisplayName',
  'edited',
  'hidden',
  'renames',
  'setBy',
]

describe('a decision', () => {
  it('reports exactly its writes, and can undo each of them', () => {
    fc.assert(
      fc.property(
        somePasskeys,
        someSignal,
        somePolicy,
        someQuota,
        (kept, signal, policy, quota) => {
          const decision = decided(kept, signal, policy, quota)
          const written = decision.writes.map(({ passkeyId }) => base64url(passkeyId))
          const undone = decision.undo?.passkeys ?? []

          expect(decision.changes.map(({ passkeyId }) => passkeyId)).toEqual(written)
          expect(undone.map(({ passkeyId }) => base64url(passkeyId))).toEqual(written)
          expect(decision.left.filter(({ passkeyId }) => written.includes(passkeyId))).toEqual([])
          expect(decision.changes.map(({ what }) => what)).toEqual(decision.writes.map(wordOf))
        },
      ),
    )
  })

  it('always has a reason', () => {
    fc.assert(
      fc.property(
        somePasskeys,
        someSignal,
        somePolicy,
        someQuota,
        (kept, signal, policy, quota) => {
          const { reason, left } = decided(kept, signal, policy, quota)

          expect(reason).not.toBe('')
          expect(left.filter(({ because }) => because === '')).toEqual([])
        },
      ),
    )
  })

  it('spends the quota exactly when it changes a passkey under a policy with a quota', () => {
    fc.assert(
      fc.property(
        somePasskeys,
        someSignal,
        somePolicy,
        someQuota,
        (kept, signal, policy, quota) => {
          const { spends, writes } = decided(kept, signal, policy, quota)

          expect(spends).toBe(policy === 'google-password-manager' && writes.length > 0)
          if (spends) expect(quota.used).toBeLessThan(10)
        },
      ),
    )
  })

  it('does not depend on the order of the passkeys', () => {
    fc.assert(
      fc.property(
        somePasskeys,
        someSignal,
        somePolicy,
        someQuota,
        (kept, signal, policy, quota) => {
          const sorted = (writes: readonly StoreChange[]) =>
            [...writes].sort((a, b) => Buffer.compare(a.passkeyId, b.passkeyId))

          expect(sorted(decided(kept.toReversed(), signal, policy, quota).writes)).toEqual(
            sorted(decided(kept, signal, policy, quota).writes),
          )
        },
      ),
    )
  })
})

describe('a signal', () => {
  it('has no effect when it arrives a second time', () =>
    holds(somePasskeys, someSignal, somePolicy, async (kept, signal, policy) => {
      const { engine, store, reports } = signalWorld(kept, policy)
      await engine.receive(signal)
      const after = store.list()
      await engine.receive(signal)

      expect(store.list()).toEqual(after)
      expect(reports[1]).toMatchObject({ outcome: 'nothing', changes: [] })
    }))

  it('sets at most six fields, and only of passkeys of its RP ID', () =>
    holds(somePasskeys, someSignals, somePolicy, async (kept, signals, policy) => {
      const { engine, store } = signalWorld(kept, policy)
      for (const signal of signals) await engine.receive(signal)
      const { store: untouched } = signalWorld(kept)
      const isSignalled = (rpId: string) => signals.some((signal) => signal.rpId === rpId)

      for (const before of kept) {
        const after = find(store, before)
        expect(isSignalled(before.rpId) ? without(after) : after).toEqual(
          isSignalled(before.rpId) ? without(before) : before,
        )
      }
      for (const { credentialId } of store.list())
        expect(store.privateKey(credentialId)).toEqual(untouched.privateKey(credentialId))
    }))

  it('has the outcome that its dry run reported, and the dry run changes no passkey', () =>
    holds(
      fc.tuple(somePasskeys, fc.nat()).filter(([kept]) => kept.length > 0),
      someAsked,
      somePolicy,
      async ([kept, index], asked, policy) => {
        const { engine, store, reports } = signalWorld(kept, policy)
        const about = kept[index % kept.length]!
        const dryRun = engine.dryRun({ passkeyId: base64url(about.credentialId), signal: asked })
        expect(store.writes).toBe(0)
        expect(reports).toEqual([])
        expect(store.list()).toEqual(kept.toReversed())
        await engine.receive(fromPage(about, asked))

        expect(dryRun.inForce).toBe(policy)
        expect(dryRun.outcomes.map((outcome) => outcome.policy)).toEqual(signalPolicies)
        const { reason, changes, left, moreChanges } = reports[0]!
        expect(dryRun.outcomes.find((outcome) => outcome.policy === policy)).toEqual({
          policy,
          reason,
          changes,
          left,
          moreChanges,
        })
      },
    ))
})

describe('undo', () => {
  it('restores exactly the passkeys that the signal changed', () =>
    holds(somePasskeys, someSignal, somePolicy, async (kept, signal, policy) => {
      const { engine, store, reports } = signalWorld(kept, policy)
      await engine.receive(signal)
      if (reports[0]?.outcome === 'done') {
        const undone = await engine.undo('1')
        expect(undone.changes?.length).toBe(reports[0].changes?.length)
        expect(undone.left).toEqual([])
      }

      expect(store.list().map(withoutTrail)).toEqual(kept.toReversed().map(withoutTrail))
    }))

  it('restores every passkey when signals are undone from last to first, each once', () =>
    holds(somePasskeys, someSignals, somePolicy, async (kept, signals, policy) => {
      const { engine, store, reports } = signalWorld(kept, policy)
      for (const signal of signals) await engine.receive(signal)
      const done = reports.filter(({ outcome }) => outcome === 'done').map(({ id }) => id!)
      for (const id of done.toReversed()) await engine.undo(id)

      expect(store.list().map(withoutTrail)).toEqual(kept.toReversed().map(withoutTrail))
      for (const id of done) await expect(engine.undo(id)).rejects.toThrow('no longer be undone')
    }))

  it('keeps the fields that a newer signal has set', () =>
    holds(somePasskeys, someSignal, someSignal, async (kept, first, second) => {
      const { engine, store, reports } = signalWorld(kept)
      await engine.receive(first)
      await engine.receive(second)
      const before = store.list()
      await engine.undo('1').catch(() => {})
      const newer = reports[1]!

      for (const passkey of before) {
        const after = find(store, passkey)!
        for (const field of ['userName', 'userDisplayName', 'hidden'] as const)
          if (passkey.setBy[field] === newer.id) expect(after[field]).toEqual(passkey[field])
      }
    }))
})

it('the engine never rejects when one of its ports fails', () =>
  holds(
    somePasskeys,
    someSignals,
    fc.constantFrom('store', 'read', 'policies', 'record', 'id'),
    async (kept, signals, what) => {
      const world = signalWorld(kept)
      const fail = () => {
        throw new Error('it failed')
      }
      if (what === 'store') world.store.fault = new Error('The disk is full.')
      if (what === 'read') world.store.listByRp = fail
      if (what === 'policies') Object.defineProperty(world, 'policy', { get: fail })
      if (what === 'record') world.reports.push = fail
      if (what === 'id') Object.defineProperty(world, 'entries', { get: fail })
      for (const signal of signals) await expect(world.engine.receive(signal)).resolves.toBe(true)
    },
  ))

function decided(
  passkeys: readonly Passkey[],
  signal: ReceivedSignal,
  policy: SignalPolicy,
  quota: Quota = FULL_QUOTA,
) {
  const kept = passkeys.filter(({ rpId }) => rpId === signal.rpId)
  const circumstances = { policy, quota, now: NOW, entryId: 'entry' }
  return atOnce(decide({ kept, trashed: [] }, signal, circumstances))
}

function wordOf(write: StoreChange): string {
  if (!('set' in write)) return 'trash' in write ? 'deleted' : 'restored'
  if (write.set.hidden === undefined) return 'renamed'
  return write.set.hidden ? 'hidden' : 'shown'
}

/** Finds a passkey in the store or in its trash. */
function find(store: MemoryPasskeys, { credentialId }: Passkey): Passkey | undefined {
  return store.find(credentialId) ?? store.findTrashed(credentialId)?.passkey
}

function without(passkey: Passkey | undefined) {
  return Object.entries(passkey!).filter(([field]) => !SIGNALLED.includes(field as never))
}

function withoutTrail(passkey: Passkey) {
  return { ...passkey, renames: [] }
}

function holds<A, B, C>(
  a: fc.Arbitrary<A>,
  b: fc.Arbitrary<B>,
  c: fc.Arbitrary<C>,
  check: (a: A, b: B, c: C) => Promise<void>,
): Promise<void> {
  return fc.assert(fc.asyncProperty(a, b, c, check), { numRuns: 300 })
}

type Asked = Parameters<ReturnType<typeof signalWorld>['engine']['dryRun']>[0]['signal']

/** The signal as the page that created the passkey would send it. */
function fromPage({ rpId, userHandle, credentialId }: Passkey, asked: Asked): ReceivedSignal {
  const userId = base64url(userHandle)
  switch (asked.kind) {
    case 'currentUserDetails':
      return userDetails({ rpId, userId, name: asked.name, displayName: asked.displayName })
    case 'unknownCredential':
      return unknownCredential(base64url(credentialId), rpId)
    case 'allAcceptedCredentials':
      return acceptedCredentials(asked.allAcceptedCredentialIds, { rpId, userId })
  }
}

// Few values each, so that signals often match passkeys.
const fewBytes = fc.uint8Array({ minLength: 1, maxLength: 1, max: 3 })
const fewIds = fc.constantFrom('AA', 'AQ', 'Ag', 'Aw', 'AR', '')
const fewNames = fc.constantFrom('', 'ada', 'Ada')
const fewRpIds = fc.constantFrom('example.org', 'example.com')
const somePolicy = fc.constantFrom(...signalPolicies)
const mark = fc.option(fewNames)
const by = fc.constantFrom(null, 'an earlier one')
const HIDDEN = { at: 1, because: 'it was hidden' }

const somePasskey: fc.Arbitrary<Passkey> = fc
  .record({
    credentialId: fewBytes,
    rpId: fewRpIds,
    userHandle: fewBytes,
    userName: fewNames,
    userDisplayName: fewNames,
    edited: fc.record({ userName: mark, userDisplayName: mark }),
    hidden: fc.constantFrom<Passkey['hidden']>(null, HIDDEN, { ...HIDDEN, by: 'page' }),
    setBy: fc.oneof(
      fc.constant(SET_BY_NONE),
      fc.record({ userName: by, userDisplayName: by, hidden: by }),
    ),
    discoverable: fc.boolean(),
  })
  .map(passkey)

/** Passkeys as a store holds them: unique ids, and one discoverable passkey for each account. */
const somePasskeys = fc
  .uniqueArray(somePasskey, { selector: ({ credentialId }) => credentialId[0] })
  .map((all) => all.filter((one, i) => !all.slice(0, i).some((other) => sameAccount(one, other))))

function sameAccount(a: Passkey, b: Passkey): boolean {
  return (
    a.discoverable && b.discoverable && a.rpId === b.rpId && a.userHandle[0] === b.userHandle[0]
  )
}

const someSignal: fc.Arbitrary<ReceivedSignal> = fc.oneof(
  fc.tuple(fewIds, fewRpIds).map(([id, rpId]) => unknownCredential(id, rpId)),
  fc
    .tuple(fc.array(fewIds, { maxLength: 4 }), fewIds, fewRpIds)
    .map(([ids, userId, rpId]) => acceptedCredentials(ids, { userId, rpId })),
  fc
    .record({ userId: fewIds, name: fewNames, displayName: fewNames, rpId: fewRpIds })
    .map(userDetails),
)

const someSignals = fc.array(someSignal, { minLength: 1, maxLength: 6 })

const someAsked: fc.Arbitrary<Asked> = fc.oneof(
  fc.record({
    kind: fc.constant('currentUserDetails' as const),
    name: fewNames,
    displayName: fewNames,
  }),
  fc.constant({ kind: 'unknownCredential' as const }),
  fc.record({
    kind: fc.constant('allAcceptedCredentials' as const),
    allAcceptedCredentialIds: fc.array(fewIds, { maxLength: 4 }),
  }),
)

const someQuota: fc.Arbitrary<Quota> = fc.record({
  used: fc.nat(10),
  waitedMs: fc.nat(119_999),
  at: fc.constant(NOW),
})
