/**
 * Whatever several devices do, online or not: after all have synced, every device has the same passkeys, with the latest of
 * every value.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { systemRandom } from '../../../../src/main/platform/random'
import { encodeBase64Url } from '../../../../src/shared/base64url'
import { accountOf, contentsOf, DevicesOfTest, type Step } from '../../../support/devices-of-test'
import { fuzz, FUZZ_TIMEOUT_MS } from '../../../support/fuzz'

const device = fc.constantFrom('device-1', 'device-2', 'device-3')
const user = fc.constantFrom('ada', 'grace', 'edith')
const EDITS = ['rename', 'renameDisplay', 'hide', 'show', 'trash', 'restore', 'use'] as const

const make = fc.record({ do: fc.constant('make' as const), device, user })
const makeAny = fc.record({
  do: fc.constant('make' as const),
  device,
  user,
  deviceBound: fc.boolean(),
})
const edit = fc.record({ do: fc.constantFrom(...EDITS), device, pick: fc.nat(8) })
const editOrWrite = fc.record({
  do: fc.constantFrom(...EDITS, 'writeBlob'),
  device,
  pick: fc.nat(8),
})

const steps = (making: fc.Arbitrary<Step>, editing: fc.Arbitrary<Step>) =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: making },
      { weight: 5, arbitrary: editing },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constantFrom('sync', 'offline', 'online'), device }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constant('advance' as const), seconds: fc.nat(40) }),
      },
    ),
    { maxLength: 40, size: 'max' },
  )

/** The passkeys of the account that a device should have: all except those that a newer device-bound passkey replaces. */
function syncedOn(device: string, test: DevicesOfTest): object {
  const bound = test
    .passkeysOf(device)
    .list()
    .filter(({ backupEligible }) => !backupEligible)
  const away = test.account
    .list()
    .filter((synced) =>
      bound.some(
        (one) => accountOf(one) === accountOf(synced) && test.madeAt(one) > test.madeAt(synced),
      ),
    )
  const ids = new Set(away.map(({ credentialId }) => encodeBase64Url(credentialId)))
  return Object.fromEntries(Object.entries(contentsOf(test.account)).filter(([id]) => !ids.has(id)))
}

it(
  'all devices have the same after a sync, with the latest of every value',
  () =>
    fc.assert(
      fc.asyncProperty(steps(make, editOrWrite), async (all) => {
        const devices = await DevicesOfTest.start(systemRandom)
        try {
          for (const one of all) await devices.take(one)
          await devices.syncAll()

          const [first = {}, ...others] = devices.contents()
          for (const other of others) expect(other).toEqual(first)
          expect(first).toEqual(devices.expected(first))
          expect(devices.pending()).toBe(0)
          expect(devices.faults).toEqual([])
        } finally {
          await devices.close()
        }
      }),
      fuzz(150),
    ),
  FUZZ_TIMEOUT_MS,
)

it(
  'a device-bound passkey takes nothing from the account, and keeps older passkeys of its account off its device',
  () =>
    fc.assert(
      fc.asyncProperty(steps(makeAny, edit), async (all) => {
        const devices = await DevicesOfTest.start(systemRandom)
        try {
          for (const one of all) await devices.take(one)
          await devices.syncAll()

          const account = contentsOf(devices.account)
          expect(account).toEqual(devices.expected(account))
          for (const id of ['device-1', 'device-2', 'device-3']) {
            const there = devices.passkeysOf(id)
            const synced = there.list().filter(({ backupEligible }) => backupEligible)
            const ids = synced.map(({ credentialId }) => encodeBase64Url(credentialId))
            const contents = contentsOf(there)
            expect(Object.fromEntries(ids.map((one) => [one, contents[one]]))).toEqual(
              syncedOn(id, devices),
            )
          }
          expect(devices.pending()).toBe(0)
          expect(devices.faults).toEqual([])
        } finally {
          await devices.close()
        }
      }),
      fuzz(150),
    ),
  FUZZ_TIMEOUT_MS,
)
