import { describe, expect, it } from 'vitest'
import { SignalQueue, type SignalQueueParts } from '../../../src/main/signals/signal-queue'
import { FakeClock } from '../../support/fake-clock'
import { MemoryPasskeys, passkey } from '../../support/passkeys'
import { userDetails } from '../../support/signals'
import { activityEntry } from '../../support/window-data'
import type { ActivityReport } from '../../../src/shared/activity'

function world(parts: Partial<SignalQueueParts> = {}) {
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
    ...parts,
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

it('applies pending signals when the app ends', async () => {
  const { signals, store } = world()
  void signals.receive(userDetails({ name: 'first' }))
  void signals.receive(userDetails({ name: 'last' }))
  await signals.end()

  expect(store.list()).toMatchObject([{ userName: 'last' }])
})

it('under a test driver, applies a signal in the next turn', async () => {
  const { signals, store } = world({ atOnce: true })
  const done = signals.receive(userDetails())
  await Promise.resolve()
  expect(store.writes).toBe(0)
  await done

  expect(store.list()).toMatchObject([{ userName: 'ada' }])
})

describe('what comes after the signals of an origin', () => {
  const { origin } = userDetails().requester

  it('waits until they are applied, and no longer', async () => {
    const { signals, store, clock } = world()
    expect(signals.applied(origin)).toBeUndefined()
    void signals.receive(userDetails())
    const applied = signals.applied(origin)
    expect(signals.applied('https://elsewhere.test')).toBeUndefined()
    clock.advance(20)
    await applied

    expect(store.list()).toMatchObject([{ userName: 'ada' }])
    expect(signals.applied(origin)).toBeUndefined()
  })

  it('waits for all origins where it is about all passkeys', async () => {
    const { signals, store, clock } = world()
    expect(signals.applied()).toBeUndefined()
    void signals.receive(userDetails())
    const applied = signals.applied()
    clock.advance(20)
    await applied

    expect(store.list()).toMatchObject([{ userName: 'ada' }])
  })

  it('does not make a signal’s work begin earlier', async () => {
    const { signals, store, clock } = world()
    void signals.receive(userDetails())
    void signals.applied(origin)
    void signals.applied()
    clock.advance(19)
    await new Promise(setImmediate)

    expect(store.writes).toBe(0)
  })

  it('waits for a signal that is being applied', async () => {
    const { signals, store, clock } = world()
    void signals.receive(userDetails())
    clock.advance(20)
    expect(store.writes).toBe(0)
    await signals.applied(origin)

    expect(store.list()).toMatchObject([{ userName: 'ada' }])
  })

  it('waits neither for a vault that was locked before nor for one that is locked then', async () => {
    const { signals, store, clock, setOpen } = world()
    void signals.receive(userDetails())
    const applied = signals.applied(origin)
    setOpen(false)
    clock.advance(20)
    await applied

    expect(signals.applied(origin)).toBeUndefined()
    expect(store.writes).toBe(0)
  })

  it('waits for signals that are applied because the vault was unlocked', async () => {
    const { signals, store, clock, setOpen } = world()
    void signals.receive(userDetails())
    setOpen(false)
    clock.advance(20)
    setOpen(true)
    await signals.applied(origin)

    expect(store.list()).toMatchObject([{ userName: 'ada' }])
  })
})

it('holds up no reader while a signal waits for the vault', async () => {
  const { signals, store, reports, clock, setOpen } = world()
  void signals.receive(userDetails())
  setOpen(false)
  clock.advance(20)
  await signals.applied()
  expect(store.writes).toBe(0)
  expect(reports).toEqual([])
  setOpen(true)
  await signals.applied()

  expect(store.list()).toMatchObject([{ userName: 'ada' }])
})

it('drops it with its reason when the app ends', async () => {
  const { signals, store, reports, setOpen } = world()
  const done = signals.receive(userDetails())
  setOpen(false)
  await signals.end()
  await done

  expect(store.writes).toBe(0)
  expect(reports).toMatchObject([
    { outcome: 'refused', reason: 'Latchkey ended before the vault was unlocked' },
  ])
})

it('undoes a signal that came before, though it is not due yet', async () => {
  const { signals, store, clock } = world()
  void signals.receive(userDetails())
  const undone = signals.undo('entry-1')
  clock.advance(20)
  await undone

  expect(store.list()).toMatchObject([{ userName: 'ada@example.org' }])
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
