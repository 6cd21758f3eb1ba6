import { beforeEach, describe, expect, it } from 'vitest'
import { SessionClock } from '../../../src/main/automation-session/session-clock'
import { FakeClock } from '../../support/fake-clock'

let system: FakeClock
let clock: SessionClock
let called: string[]

beforeEach(() => {
  system = new FakeClock()
  clock = new SessionClock(system)
  called = []
})

const callAfter = (ms: number, name: string) =>
  clock.after(ms, () => called.push(`${name} at ${clock.now() - start()}`))
const start = () => Date.UTC(2026, 0, 1)

describe('a session’s clock', () => {
  it('is the system’s until a test changes it', () => {
    callAfter(100, 'a')
    system.advance(150)

    expect(clock.now()).toBe(system.now())
    expect(clock.monotonic()).toBe(system.monotonic())
    expect(called).toEqual(['a at 100'])
  })

  it('is set, and continues from there', () => {
    clock.set(1000)
    system.advance(50)

    expect(clock.read()).toEqual({ now: 1050, stopped: false })
    expect(clock.monotonic()).toBe(50)
  })

  it('stops, together with everything that waits for it', () => {
    callAfter(100, 'a')
    system.advance(40)
    clock.stop()
    callAfter(10, 'b')
    system.advance(1000)

    expect(clock.read()).toEqual({ now: start() + 40, stopped: true })
    expect(called).toEqual([])
  })

  it('continues from where it stopped', () => {
    clock.stop()
    callAfter(100, 'a')
    system.advance(1000)
    clock.start()
    system.advance(99)
    expect(called).toEqual([])
    system.advance(1)

    expect(called).toEqual(['a at 100'])
    expect(clock.now()).toBe(start() + 100)
  })

  it.each([false, true])('moves on, and runs the due callbacks in order; stopped: %s', (stops) => {
    if (stops) clock.stop()
    callAfter(200, 'b')
    callAfter(100, 'a')
    callAfter(301, 'c')
    clock.advance(300)

    expect(called).toEqual(['a at 100', 'b at 200'])
    expect(clock.now()).toBe(start() + 300)
  })

  it('counts the time by which it was moved when it runs again', () => {
    callAfter(100, 'a')
    clock.advance(60)
    system.advance(40)

    expect(called).toEqual(['a at 100'])
  })

  it('runs the callbacks that a callback adds on the way', () => {
    clock.stop()
    clock.after(10, () => callAfter(10, 'second'))
    clock.advance(25)

    expect(called).toEqual(['second at 20'])
    expect(clock.now()).toBe(start() + 25)
  })

  it('does not run a cancelled callback, however it continues', () => {
    const cancel = [callAfter(10, 'a'), callAfter(20, 'b')]
    clock.stop()
    cancel[0]?.()
    clock.advance(15)
    clock.start()
    cancel[1]?.()
    system.advance(100)

    expect(called).toEqual([])
  })

  it('is stopped and started twice without harm', () => {
    clock.stop()
    system.advance(10)
    clock.stop()
    clock.start()
    clock.start()
    system.advance(5)

    expect(clock.now()).toBe(start() + 5)
  })
})
