import { expect, it } from 'vitest'
import { VaultSignals } from '../../src/main/vault-signals'
import { FakeClock } from '../support/fake-clock'
import { MemoryPasskeys, passkey } from '../support/passkeys'
import { userDetails } from '../support/signals'
import { activityEntry } from '../support/window-data'

function world() {
  const clock = new FakeClock()
  const store = new MemoryPasskeys([passkey()])
  let ids = 0
  const signals = new VaultSignals({
    store,
    policies: { of: () => 'spec' },
    report: () => undefined,
    record: (report) => activityEntry(report),
    newId: () => `entry-${++ids}`,
    now: () => clock.now(),
    after: (ms, callback) => clock.after(ms, callback),
  })
  return { signals, store, clock }
}

it('does nothing with a signal until the page has had its answer', async () => {
  const { signals, store, clock } = world()
  const done = signals.receive(userDetails())
  clock.advance(19)
  await new Promise(setImmediate)
  expect(store.writes).toBe(0)
  clock.advance(1)
  await done

  expect(store.list()).toMatchObject([{ userName: 'ada' }])
})

it('keeps the order in which signals came', async () => {
  const { signals, store, clock } = world()
  const done = [
    signals.receive(userDetails({ name: 'first' })),
    signals.receive(userDetails({ name: 'last' })),
  ]
  clock.advance(20)
  await Promise.all(done)

  expect(store.list()).toMatchObject([{ userName: 'last' }])
})

it('carries out what waits before the app ends', async () => {
  const { signals, store } = world()
  void signals.receive(userDetails({ name: 'first' }))
  void signals.receive(userDetails({ name: 'last' }))
  await signals.settled()

  expect(store.list()).toMatchObject([{ userName: 'last' }])
})

it('takes a signal back, and says what the record says of it', async () => {
  const { signals, store, clock } = world()
  const done = signals.receive(userDetails())
  clock.advance(20)
  await done

  await expect(signals.undo('entry-1')).resolves.toMatchObject({ kind: 'undo', undoes: 'entry-1' })
  expect(store.list()).toMatchObject([{ userName: 'ada@example.org' }])
})
