import { afterEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../../src/main/platform/system-clock'

const DAY_MS = 86_400_000

describe('systemClock', () => {
  afterEach(() => void vi.useRealTimers())

  it('calls back when the time is over', () => {
    vi.useFakeTimers()
    const called = vi.fn()
    systemClock().after(1_000, called)

    vi.advanceTimersByTime(999)
    expect(called).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(called).toHaveBeenCalledOnce()
  })

  it('waits 30 days, which is more than one timer can', () => {
    vi.useFakeTimers()
    const called = vi.fn()
    systemClock().after(30 * DAY_MS, called)

    vi.advanceTimersByTime(30 * DAY_MS - 1)
    expect(called).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(called).toHaveBeenCalledOnce()
  })

  it('does not call back after it was cancelled, even in a later stretch', () => {
    vi.useFakeTimers()
    const called = vi.fn()
    const cancel = systemClock().after(30 * DAY_MS, called)

    vi.advanceTimersByTime(29 * DAY_MS)
    cancel()
    vi.advanceTimersByTime(DAY_MS)

    expect(called).not.toHaveBeenCalled()
  })

  it('has a wall clock, and one that only goes forward', () => {
    const clock = systemClock()
    const before = clock.monotonic()
    vi.useFakeTimers({ now: 1_000, toFake: ['Date'] })

    expect(clock.now()).toBe(1_000)
    expect(clock.monotonic()).toBeGreaterThanOrEqual(before)
  })
})
