import { describe, expect, it } from 'vitest'
import { GrantCheck } from '../../../src/main/bridge/grant-check'
import { MemoryPorts, ORIGIN } from '../../support/bridge'

const HOUR_MS = 3_600_000
const YEAR_MS = 365 * 24 * HOUR_MS

describe('GrantCheck', () => {
  it('finds a grant of this origin', () => {
    const { check, ports } = testCheck()
    const grant = ports.keepGrant()

    expect(check.find(grant.id, ORIGIN)).toEqual({ ok: true, grant })
  })

  it('refuses an unknown grant', () => {
    expect(testCheck().check.find('AAAAAAAAAAAAAAAA', ORIGIN)).toMatchObject({ ok: false })
  })

  it.each(['http://localhost:47811', 'http://127.0.0.1:47810', 'https://localhost:47810'])(
    'refuses the grant to %s, because a grant belongs to its exact origin',
    (origin) => {
      const { check, ports } = testCheck()

      expect(check.find(ports.keepGrant().id, origin)).toMatchObject({
        reason: 'the grant belongs to another origin',
      })
    },
  )

  it('refuses the grant of an origin that was blocked later', () => {
    const { check, ports } = testCheck()
    const grant = ports.keepGrant()
    ports.blocked.add(ORIGIN)

    expect(check.find(grant.id, ORIGIN)).toMatchObject({ ok: false })
  })

  it('refuses a grant from the moment it expires', () => {
    const { check, ports } = testCheck()
    const grant = ports.keepGrant({ expiresAt: ports.clock.now() + HOUR_MS })

    ports.clock.advance(HOUR_MS - 1)
    expect(check.find(grant.id, ORIGIN).ok).toBe(true)
    ports.clock.advance(1)
    expect(check.find(grant.id, ORIGIN)).toMatchObject({ reason: 'the grant has expired' })
  })

  it('accepts a grant without an expiry as long as the app runs', () => {
    const { check, ports } = testCheck()
    const grant = ports.keepGrant({ expiresAt: null })

    ports.clock.advance(YEAR_MS)

    expect(check.find(grant.id, ORIGIN).ok).toBe(true)
  })

  it('expires a grant when the clock jumps forward a year', () => {
    const { check, ports } = testCheck()
    const grant = ports.keepGrant()

    ports.clock.jump(YEAR_MS)

    expect(check.find(grant.id, ORIGIN).ok).toBe(false)
  })

  it('refuses a grant as not yet valid when the clock jumps back a year', () => {
    const { check, ports } = testCheck()
    const grant = ports.keepGrant()

    ports.clock.jump(-YEAR_MS)

    expect(check.find(grant.id, ORIGIN)).toMatchObject({
      reason: expect.stringContaining('not valid yet'),
    })
  })

  it('accepts a grant when the clock is corrected by a minute', () => {
    const { check, ports } = testCheck()
    const grant = ports.keepGrant()

    ports.clock.jump(-60_000)

    expect(check.find(grant.id, ORIGIN).ok).toBe(true)
  })

  it('keeps a grant expired that had its time, when the clock is put back', () => {
    const { check, ports } = testCheck()
    const grant = ports.keepGrant({ expiresAt: ports.clock.now() + HOUR_MS })
    check.find(grant.id, ORIGIN)
    ports.clock.advance(2 * HOUR_MS)

    ports.clock.jump(-1.5 * HOUR_MS)

    expect(check.find(grant.id, ORIGIN)).toMatchObject({ reason: 'the grant has expired' })
  })

  it('accepts a grant again when a clock that was ahead is right again', () => {
    const { check, ports } = testCheck()
    const grant = ports.keepGrant({ expiresAt: ports.clock.now() + HOUR_MS })
    expect(check.find(grant.id, ORIGIN).ok).toBe(true)

    ports.clock.jump(YEAR_MS)
    expect(check.find(grant.id, ORIGIN)).toMatchObject({ reason: 'the grant has expired' })
    ports.clock.jump(-YEAR_MS)

    expect(check.find(grant.id, ORIGIN).ok).toBe(true)
  })
})

function testCheck() {
  const ports = new MemoryPorts()
  return { ports, check: new GrantCheck(ports.grants, ports.clock) }
}
