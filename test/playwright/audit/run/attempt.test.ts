import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { attempt } from '../../../../playwright/audit/run/attempt'
import { timers } from '../../../../playwright/audit/run/timers'

const LONG_MS = 60_000

const run = (callback: () => Promise<unknown>, timeoutMs = LONG_MS) =>
  attempt(callback, timeoutMs, new AbortController().signal)

describe('a callback of the user', () => {
  it.each([
    [undefined],
    [true],
    [null],
    ['done'],
    [{ accepted: true }],
    [{ verified: true }],
    [{ user: 'ada' }],
  ])('accepts by returning %j', async (verdict) => {
    expect(await run(async () => verdict)).toEqual({ kind: 'accepted' })
  })

  it.each([
    [false, null],
    [{ accepted: false }, null],
    [{ accepted: false, message: 'no UV' }, 'no UV'],
    [{ verified: false }, null],
  ])('refuses by returning %j', async (verdict, words) => {
    expect(await run(async () => verdict)).toEqual({ kind: 'refused', words })
  })

  it.each([
    [new Error('\u001b[31mno UV\u001b[39m\n'), 'no UV'],
    [new TypeError(''), 'TypeError'],
    ['no', 'no'],
    [undefined, 'undefined'],
  ])('refuses by throwing %o', async (thrown, words) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- callbacks throw what they like
    const callback = () => Promise.reject(thrown)

    expect(await run(callback)).toEqual({ kind: 'refused', words })
  })

  it('refuses by throwing before it returns a promise', async () => {
    const callback = () => {
      throw new Error('at once')
    }

    expect(await run(callback)).toEqual({ kind: 'refused', words: 'at once' })
  })

  it('keeps the first 500 characters of its message', async () => {
    const ended = await run(() => Promise.reject(new Error('😀'.repeat(600))))

    expect(ended).toEqual({ kind: 'refused', words: `${'😀'.repeat(499)}…` })
  })

  it('hangs when it does not end in time', async () => {
    const after = vi.spyOn(timers, 'after').mockImplementation((_ms, callback) => {
      callback()
      return () => undefined
    })
    onTestFinished(() => after.mockRestore())

    expect(await run(() => new Promise(() => undefined), 20)).toEqual({ kind: 'hung' })
    expect(after).toHaveBeenCalledExactlyOnceWith(20, expect.any(Function))
  })

  it('ends with the audit', async () => {
    const over = new AbortController()
    const ended = attempt(() => new Promise(() => undefined), LONG_MS, over.signal)
    over.abort(new Error('stopped'))

    await expect(ended).rejects.toThrow('stopped')
  })
})
