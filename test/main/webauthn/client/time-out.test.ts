import { describe, expect, it } from 'vitest'
import { limitLifetime } from '../../../../src/main/webauthn/client/time-out'
import { clampTimeout } from '../../../../src/shared/ceremony-timeout'
import { ManualTimers } from '../../../support/webauthn-ports'

describe('clampTimeout', () => {
  it.each([
    [undefined, 300_000],
    [Number.NaN, 300_000],
    [-1, 300_000],
    [0, 300_000],
    [299_999, 300_000],
    [450_000, 450_000],
    [600_001, 600_000],
    [1e12, 600_000],
    [Number.POSITIVE_INFINITY, 600_000],
  ])('clamps %s milliseconds to %d (§15.1)', (requested, timeout) => {
    expect(clampTimeout(requested)).toBe(timeout)
  })
})

describe('limitLifetime', () => {
  function lifetime(timeout: number | undefined | null) {
    const timers = new ManualTimers()
    const page = new AbortController()
    const ends: unknown[] = []
    const { after } = timers
    const { signal } = page
    const ports = { after, timeoutOf: clampTimeout }
    const stop = limitLifetime({ timeout, signal }, ports, {
      missing: () => 'the user did not answer',
      end: (reason) => ends.push(reason),
    })
    return { timers, page, ends, stop }
  }

  it('ends a ceremony after the time that the page requested', () => {
    const { timers, ends } = lifetime(400_000)

    expect(timers.running).toMatchObject([{ ms: 400_000 }])
    timers.runOut()
    expect(ends).toMatchObject([
      { name: 'NotAllowedError', message: 'the user did not answer within 400 seconds' },
    ])
  })

  it('ends a ceremony with the page’s own reason', () => {
    const { page, ends } = lifetime(undefined)
    const reason = new Error('the page went on')
    page.abort(reason)

    expect(ends).toEqual([reason])
  })

  it('starts no timer without a time-out', () => {
    expect(lifetime(null).timers.running).toEqual([])
  })

  it('removes its timer and its listener when it is stopped', () => {
    const { timers, page, ends, stop } = lifetime(undefined)
    stop()
    page.abort()

    expect(timers.running).toEqual([])
    expect(ends).toEqual([])
  })
})
