import { expect, it } from 'vitest'
import { KeyWatch } from '../../../src/main/desktop/key-watch'
import type { KeyCheck } from '../../../src/main/vault/key-check'
import { FakeClock } from '../../support/fake-clock'

function watched(found: () => KeyCheck | Promise<KeyCheck>) {
  const clock = new FakeClock()
  let checks = 0
  const watch = new KeyWatch(
    {
      check: async () => {
        checks++
        return found()
      },
    },
    clock,
  )
  return { watch, clock, checks: () => checks }
}

it('checks each time the person comes back', async () => {
  const { watch, checks } = watched(() => ({ is: 'kept' }))
  await watch.check()
  await watch.check()
  expect(checks()).toBe(2)
})

it('does not ask a keychain for ten minutes after it may have asked for its password', async () => {
  const locked: KeyCheck = { is: 'unknown', condition: { state: 'locked', detail: '' } }
  const { watch, clock, checks } = watched(() => locked)
  await watch.check()
  clock.advance(9 * 60_000)
  await watch.check()
  expect(checks()).toBe(1)

  clock.advance(60_000)
  await watch.check()

  expect(checks()).toBe(2)
})

it('does not check twice at a time', async () => {
  let answer: (check: KeyCheck) => void = () => undefined
  const { watch, checks } = watched(() => new Promise((resolve) => (answer = resolve)))
  const first = watch.check()
  await watch.check()
  answer({ is: 'kept' })
  await first
  expect(checks()).toBe(1)
})
