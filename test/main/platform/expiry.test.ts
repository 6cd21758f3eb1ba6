import { describe, expect, it } from 'vitest'
import { Expiry } from '../../../src/main/platform/expiry'
import { FakeClock } from '../../support/fake-clock'

const HOUR_MS = 3_600_000
const YEAR_MS = 365 * 24 * HOUR_MS

describe('Expiry', () => {
  it('says how long a thing is still valid', () => {
    const { clock, expiry, expiresAt } = hourLong()

    clock.advance(HOUR_MS / 4)

    expect(expiry.leftMs('thing', expiresAt)).toBe((HOUR_MS * 3) / 4)
  })

  it('keeps a thing ended that had its time, even when the clock is set back', () => {
    const { clock, expiry, expiresAt } = hourLong()
    clock.advance(HOUR_MS)

    clock.jump(-HOUR_MS)

    expect(expiry.leftMs('thing', expiresAt)).toBe(0)
  })

  it('restores the remaining time when a clock that was ahead is corrected', () => {
    const { clock, expiry, expiresAt } = hourLong()

    clock.jump(YEAR_MS)
    expect(expiry.leftMs('thing', expiresAt)).toBeLessThanOrEqual(0)
    clock.advance(HOUR_MS / 4)
    clock.jump(-YEAR_MS)

    expect(expiry.leftMs('thing', expiresAt)).toBe((HOUR_MS * 3) / 4)
  })

  it('never exceeds the time by the monotonic clock', () => {
    const { clock, expiry, expiresAt } = hourLong()

    clock.jump(-YEAR_MS)

    expect(expiry.leftMs('thing', expiresAt)).toBe(HOUR_MS)
  })
})

/** Something that is valid for an hour, and was seen while it was valid. */
function hourLong() {
  const clock = new FakeClock()
  const expiry = new Expiry(clock)
  const expiresAt = clock.now() + HOUR_MS
  expiry.leftMs('thing', expiresAt)
  return { clock, expiry, expiresAt }
}
