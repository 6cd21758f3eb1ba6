/** Equal passkeys share the values that a signal writes, and no passkey gets the values of a different one. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Rename } from '../../../src/shared/passkey'
import { atOnce } from '../../../src/main/platform/slices'
import { decide } from '../../../src/main/signals/decide'
import { FULL_QUOTA } from '../../../src/main/signals/quota'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import type { ReceivedSignal } from '../../../src/main/webauthn/client/ports'
import { passkey } from '../../support/passkeys'
import { acceptedCredentials, userDetails } from '../../support/signals'

const either = <T>(...values: T[]) => fc.constantFrom(...values)
const name = either('ada', 'grace')
const mark = either(null, 'ada')
const setter = either(null, 'entry-1')
const names = fc.record({ userName: name, userDisplayName: name })
const rename: fc.Arbitrary<Rename> = fc.record({
  at: either(1, 2),
  by: either<Rename['by']>('user', 'page'),
  origin: fc.constant(null),
  entryId: setter,
  before: names,
  after: names,
})
const state = fc.record({
  userName: name,
  userDisplayName: name,
  edited: fc.record({ userName: mark, userDisplayName: mark }),
  setBy: fc.record({ userName: setter, userDisplayName: setter, hidden: setter }),
  hidden: fc.option(
    fc.record(
      { at: either(1, 2), because: either('a', 'b'), by: fc.constant('page' as const) },
      { requiredKeys: ['at', 'because'] },
    ),
  ),
  renames: fc.array(rename, { maxLength: 1 }),
})
/** Each passkey differs from the previous one in at most one field, so that every field alone must distinguish them. */
const passkeys = fc
  .tuple(state, fc.array(fc.tuple(fc.nat(5), state), { minLength: 1, maxLength: 8 }))
  .map(([first, steps]) => {
    const states = [first]
    for (const [field, other] of steps) {
      const name = (Object.keys(first) as (keyof typeof first)[])[field]!
      states.push({ ...states.at(-1)!, [name]: other[name] })
    }
    // Every state three times, apart and side by side.
    return [...states, ...states.flatMap((one) => [one, structuredClone(one)])].map((fields, i) =>
      passkey({ ...fields, credentialId: Uint8Array.of(i) }),
    )
  })
const allIds = Array.from({ length: 27 }, (_, i) => Buffer.of(i).toString('base64url'))
const signals: ReceivedSignal[] = [
  userDetails(),
  acceptedCredentials([]),
  acceptedCredentials(allIds),
]

function decided(kept: readonly Passkey[], signal: ReceivedSignal) {
  const circumstances = { policy: 'spec', quota: FULL_QUOTA, now: 5, entryId: 'entry-2' } as const
  return atOnce(decide({ kept, trashed: [] }, signal, circumstances))
}

it.each(signals)('$kind (%#): each passkey gets what it would get alone', (signal) => {
  fc.assert(
    fc.property(passkeys, (kept) => {
      const together = decided(kept, signal)
      const alone = kept.map((one) => decided([one], signal))

      expect(together.writes).toEqual(alone.flatMap(({ writes }) => writes))
      const undone = alone.flatMap(({ undo }) => undo?.passkeys ?? [])
      expect(together.undo?.passkeys ?? []).toEqual(undone)
    }),
  )
})

it.each(signals)('$kind (%#): passkeys that are alike share their values', (signal) => {
  fc.assert(
    fc.property(passkeys, (kept) => {
      const { writes, undo } = decided(kept, signal)
      const sets = new Set(writes.map((write) => ('set' in write ? write.set : write)))
      const befores = new Set(undo?.passkeys.map((one) => ('before' in one ? one.before : one)))

      expect(sets.size).toBe(befores.size)
      expect(sets.size * 3).toBeLessThanOrEqual(writes.length)
    }),
  )
})
