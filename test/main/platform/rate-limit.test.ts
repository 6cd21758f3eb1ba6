import { describe, expect, it } from 'vitest'
import { RateLimit } from '../../../src/main/platform/rate-limit'
import { FakeClock } from '../../support/fake-clock'

describe('RateLimit', () => {
  it('allows uses up to the limit', () => {
    const limit = new RateLimit(2, 1_000, new FakeClock())

    expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual([true, true, false])
  })

  it('counts each key separately', () => {
    const limit = new RateLimit(1, 1_000, new FakeClock())
    limit.take('a')

    expect(limit.take('b')).toBe(true)
  })

  it('allows one more as soon as the oldest use is a window ago', () => {
    const clock = new FakeClock()
    const limit = new RateLimit(2, 1_000, clock)
    limit.take('a')
    clock.advance(600)
    limit.take('a')

    clock.advance(399)
    expect(limit.allows('a')).toBe(false)
    clock.advance(1)
    expect([limit.take('a'), limit.take('a')]).toEqual([true, false])
  })

  it('is not affected by a jump of the wall clock', () => {
    const clock = new FakeClock()
    const limit = new RateLimit(1, 1_000, clock)
    limit.take('a')

    clock.jump(365 * 86_400_000)

    expect(limit.allows('a')).toBe(false)
  })

  it('allows a use again after a refund', () => {
    const limit = new RateLimit(1, 1_000, new FakeClock())
    limit.take('a')

    limit.refund('a')

    expect(limit.take('a')).toBe(true)
  })
})
