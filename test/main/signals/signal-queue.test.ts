import { expect, it } from 'vitest'
import { SignalQueue } from '../../../src/main/signals/signal-queue'
import { FakeClock } from '../../support/fake-clock'
import { MemoryPasskeys, passkey } from '../../support/passkeys'
import { userDetails } from '../../support/signals'
import { activityEntry } from '../../support/window-data'
import type { ActivityReport } from '../../../src/shared/activity'

function world() {
  const clock = new FakeClock()
  const store = new MemoryPasskeys([passkey()])
  let ids = 0
  const reports: ActivityReport[] = []
  const vault: { isOpen: boolean; changed: () => void } = {
    isOpen: true,
    changed: () => undefined,
  }
  const signals = new SignalQueue({
    vault: {
      isOpen: () => vault.isOpen,
      onChange: (listener) => void (vault.changed = listener),
    },
    store,
    policies: { of: () => 'spec' },
    report: (report) => void reports.push(report),
    record: (report) => activityEntry(report),
    newId: () => `entry-${++ids}`,
    now: () => clock.now(),
    after: (ms, callback) => clock.after(ms, callback),
  })
  const setOpen = (isOpen: boolean) => {
    vault.isOpen = isOpen
    vault.changed()
  }
  return { signals, store, clock, reports, setOpen }
}

it('delays a signal until the page has received its answer', async () => {
  const { signals, store, clock } = world()
  const done = signals.receive(userDetails())
  clock.advance(19)
  await new Promise(setImmediate)
  expect(store.writes).toBe(0)
  clock.advance(1)
  await done

  expect(store.list()).toMatchObject([{ userName: 'ada' }])
})

it('applies signals in the order of their arrival', async () => {
  const { signals, store, clock } = world()
  const done = [
    signals.receive(userDetails({ name: 'first' })),
    signals.receive(userDetails({ name: 'last' })),
  ]
  clock.advance(20)
  await Promise.all(done)

  expect(store.list()).toMatchObject([{ userName: 'last' }])
})

it('applies waiting signals before the app ends', async () => {
  const { signals, store } = world()
  void signals.receive(userDetails({ name: 'first' }))
  void signals.receive(userDetails({ name: 'last' }))
  await signals.settled()

  expect(store.list()).toMatchObject([{ userName: 'last' }])
})

it('undoes a signal, and returns the recorded entry', async () => {
  const { signals, store, clock } = world()
  const done = signals.receive(userDetails())
  clock.advance(20)
  await done

  await expect(signals.undo('entry-1')).resolves.toMatchObject({ kind: 'undo', undoes: 'entry-1' })
  expect(store.list()).toMatchObject([{ userName: 'ada@example.org' }])
})

it('keeps signals that arrived just before the vault was locked until it opens, in order', async () => {
  const { signals, store, clock, setOpen } = world()
  const done = [
    signals.receive(userDetails({ name: 'first' })),
    signals.receive(userDetails({ name: 'last' })),
  ]
  setOpen(false)
  clock.advance(60_000)
  await new Promise(setImmediate)
  expect(store.writes).toBe(0)
  setOpen(true)
  await Promise.all(done)

  expect(store.list()).toMatchObject([{ userName: 'last' }])
})

it('drops a signal with a reason when the vault stays locked', async () => {
  const { signals, store, clock, reports, setOpen } = world()
  const done = signals.receive(userDetails())
  setOpen(false)
  clock.advance(20 + 10 * 60_000)
  await done
  setOpen(true)

  expect(store.writes).toBe(0)
  expect(reports).toMatchObject([
    {
      kind: 'signal',
      signal: 'currentUserDetails',
      outcome: 'refused',
      reason: 'the vault stayed locked for ten minutes',
    },
  ])
})

it('drops a signal that waited too long while the computer slept', async () => {
  const { signals, store, clock, reports, setOpen } = world()
  setOpen(false)
  const done = signals.receive(userDetails())
  clock.advance(20)
  clock.jump(11 * 60_000)
  setOpen(true)
  await done

  expect(store.writes).toBe(0)
  expect(reports).toMatchObject([
    { outcome: 'refused', reason: 'the vault stayed locked for ten minutes' },
  ])
})
