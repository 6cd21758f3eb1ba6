/**
 * Whatever several devices do, online or not: after a sync of all, every device has the same passkeys, and of every value
 * the one that was set last.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { systemRandom } from '../../../../src/main/platform/random'
import { DevicesOfTest, type Step } from '../../../support/devices-of-test'
import { fuzz, FUZZ_TIMEOUT_MS } from '../../../support/fuzz'

const device = fc.constantFrom('device-1', 'device-2', 'device-3')
const user = fc.constantFrom('ada', 'grace', 'edith')
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('make' as const), device, user }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'rename',
        'renameDisplay',
        'hide',
        'show',
        'trash',
        'restore',
        'use',
        'writeBlob',
      ),
      device,
      pick: fc.nat(8),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('sync', 'offline', 'online'), device }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('advance' as const), seconds: fc.nat(40) }) },
)

it(
  'all devices have the same after a sync, with the latest of every value',
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
        const devices = await DevicesOfTest.start(systemRandom)
        try {
          for (const one of steps) await devices.take(one)
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
