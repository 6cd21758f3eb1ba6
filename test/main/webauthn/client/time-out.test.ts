import { describe, expect, it } from 'vitest'
import { clampTimeout, withinTime } from '../../../../src/main/webauthn/client/time-out'
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
  ])('makes %s milliseconds %d (§15.1)', (wished, timeout) => {
    expect(clampTimeout(wished)).toBe(timeout)
  })
})

describe('withinTime', () => {
  it('gives a ceremony as long as the page wished, and then ends it', async () => {
    const timers = new ManualTimers()
    const ended = withinTime(400_000, new AbortController().signal, timers, untilAborted)

    expect(timers.running).toMatchObject([{ ms: 400_000 }])
    timers.runOut()
    await expect(ended).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'nobody answered within 400 seconds',
    })
  })

  it('ends a ceremony with the page’s own reason', async () => {
    const page = new AbortController()
    const reason = new Error('the page went on')
    const ended = withinTime(undefined, page.signal, new ManualTimers(), untilAborted)
    page.abort(reason)

    await expect(ended).rejects.toBe(reason)
  })

  it.each([
    ['a value', async () => 1],
    ['a failure', async () => Promise.reject(new Error('declined'))],
  ])('leaves no timer and no listener behind after %s', async (_what, ceremony) => {
    const timers = new ManualTimers()
    const page = new AbortController()
    let ended: AbortSignal | undefined
    await withinTime(undefined, page.signal, timers, (signal) => {
      ended = signal
      return ceremony()
    }).catch(() => {})
    page.abort()

    expect(timers.running).toEqual([])
    expect(ended?.aborted).toBe(false)
  })
})

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error))
  })
}
