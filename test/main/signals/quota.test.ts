import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  FULL_QUOTA,
  isUsedUp,
  quotaAt,
  quotaState,
  spendOne,
  usedUpReason,
  type Quota,
} from '../../../src/main/signals/quota'
import { SiteQuotas } from '../../../src/main/signals/site-quotas'

const NOW = Date.UTC(2026, 0, 1)
const PAGE = 'https://example.org'

describe('a quota', () => {
  it('begins full, without a waiting time', () => {
    expect(quotaState(FULL_QUOTA)).toEqual({ left: 10, of: 10, nextInMs: null })
  })

  it('regains one change two minutes after the first is spent, even when more are spent in between', () => {
    const first = spendOne(quotaAt(FULL_QUOTA, NOW))
    const second = spendOne(quotaAt(first, NOW + 90_000))

    expect(quotaState(second)).toEqual({ left: 8, of: 10, nextInMs: 30_000 })
    expect(quotaState(quotaAt(second, NOW + 120_000))).toEqual({
      left: 9,
      of: 10,
      nextInMs: 120_000,
    })
  })

  it('waits the full two minutes for the first change spent after it was full', () => {
    const full = quotaAt(spendOne(quotaAt(FULL_QUOTA, NOW)), NOW + 1_000_000)

    expect(quotaState(spendOne(full))).toEqual({ left: 9, of: 10, nextInMs: 120_000 })
  })

  it.each([
    [0, '2:00'],
    [1, '2:00'],
    [20_000, '1:40'],
    [20_001, '1:40'],
    [60_000, '1:00'],
    [111_000, '0:09'],
    [119_999, '0:01'],
  ])('after a wait of %d ms says: one more in %s', (waitedMs, time) => {
    expect(usedUpReason({ used: 10, waitedMs, at: NOW })).toBe(`quota used up, one more in ${time}`)
  })

  it('stays the same when the clock is set back, and counts on from the new time', () => {
    const quota = quotaAt(spendOne(quotaAt(FULL_QUOTA, NOW)), NOW + 90_000)
    const back = quotaAt(quota, NOW - 3_600_000)

    expect(quotaState(back)).toEqual(quotaState(quota))
    expect(quotaState(quotaAt(back, NOW - 3_600_000 + 30_000)).left).toBe(10)
  })

  it('stays between 0 and 10, and regains a change within two minutes', () => {
    const step = fc.record({ ms: fc.integer({ min: -600_000, max: 600_000 }), spend: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        let [quota, now]: [Quota, number] = [FULL_QUOTA, NOW]
        for (const { ms, spend } of steps) {
          quota = quotaAt(quota, (now += ms))
          if (spend && !isUsedUp(quota)) quota = spendOne(quota)
          const { left, nextInMs } = quotaState(quota)

          expect(left).toBeGreaterThanOrEqual(0)
          expect(left).toBeLessThanOrEqual(10)
          expect(nextInMs === null).toBe(left === 10)
          expect(nextInMs ?? 1).toBeGreaterThan(0)
          expect(nextInMs ?? 1).toBeLessThanOrEqual(120_000)
        }
      }),
    )
  })

  it('does not depend on how often it was read before', () => {
    const quota = { used: 7, waitedMs: 5000, at: NOW }
    fc.assert(
      fc.property(fc.array(fc.nat(300_000), { maxLength: 20 }), (steps) => {
        let [looked, now]: [Quota, number] = [quota, NOW]
        for (const ms of steps) looked = quotaAt(looked, (now += ms))

        expect(looked).toEqual(quotaAt(quota, now))
      }),
    )
  })
})

describe('the quotas of sites', () => {
  it.each([
    ['its other hosts', 'https://login.example.org', 9],
    ['another port', 'https://example.org:8443', 9],
    ['http', 'http://example.org', 9],
    ['another domain', 'https://example.com', 10],
    ['a domain with the same end', 'https://notexample.org', 10],
  ])('count a change of one page for %s (%s): %d left', (_what, origin, left) => {
    const quotas = new SiteQuotas()
    quotas.spend(PAGE, NOW)

    expect(quotaState(quotas.of(origin, NOW)).left).toBe(left)
  })

  it.each([
    ['neighbours under a private suffix', 'https://a.github.io', 'https://b.github.io'],
    ['made-up names', 'https://a.app.test', 'https://b.app.test'],
    ['hosts below localhost', 'http://a.localhost', 'http://b.localhost'],
    ['addresses', 'http://127.0.0.1', 'http://127.0.0.2'],
    ['IPv6 addresses', 'http://[::1]', 'http://[::2]'],
  ])('count %s separately', (_what, one, other) => {
    const quotas = new SiteQuotas()
    quotas.spend(one, NOW)

    expect(quotaState(quotas.of(one, NOW)).left).toBe(9)
    expect(quotaState(quotas.of(other, NOW)).left).toBe(10)
  })

  it('count all ports of localhost together', () => {
    const quotas = new SiteQuotas()
    quotas.spend('http://localhost:47810', NOW)

    expect(quotaState(quotas.of('http://localhost:8080', NOW)).left).toBe(9)
  })

  it('keep a thousand sites: they drop full quotas first, then the least recently used', () => {
    const quotas = new SiteQuotas()
    const site = (i: number) => `https://site-${i}.example.test`
    for (let i = 0; i < 1000; i++) quotas.spend(site(i), NOW + i)
    quotas.spend(site(0), NOW + 1000)
    quotas.spend(site(1000), NOW + 1001)
    const leftOf = (i: number) => quotaState(quotas.of(site(i), NOW + 1001)).left

    expect([0, 1, 2, 999, 1000].map(leftOf)).toEqual([8, 10, 9, 9, 9])
    quotas.spend(site(1001), NOW + 120_002) // The quota of site 2 alone is full again.

    expect([2, 3, 999].map(leftOf)).toEqual([10, 9, 9])
  })
})
