import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { expectEqual, expectSoon, expectTextSoon } from '../../../demo/drive/expectation'

describe('what the demo expects', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('is reported with the actual result', () => {
    expect(() => expectEqual('the user handle is the user.id', 'AAAA', 'BBBB')).toThrow(
      'the user handle is the user.id\n  expected: BBBB\n  seen:     AAAA',
    )
  })

  it('may be about deep equality', () => {
    expect(() => expectEqual('the lists are equal', [{ id: 1 }], [{ id: 1 }])).not.toThrow()
  })

  it('may become so after a while', async () => {
    let looks = 0
    const read = async () => ++looks

    const met = expectSoon('it is looked at three times', read, 3)
    await vi.runAllTimersAsync()

    await expect(met).resolves.toBeUndefined()
  })

  it('is not waited for without end', async () => {
    const met = expectSoon('it comes', async () => 'nothing', 'something').catch(
      (error: unknown) => error,
    )
    await vi.advanceTimersByTimeAsync(11_000)

    expect(await met).toMatchObject({
      message: 'it comes\n  expected: something\n  seen:     nothing',
    })
  })

  it('of a text means that the text has every part', async () => {
    const met = expectTextSoon('both names', async () => 'old → new', ['old', 'newer']).catch(
      (error: unknown) => error,
    )
    await vi.advanceTimersByTimeAsync(11_000)

    expect(await met).toMatchObject({
      message: 'both names\n  expected: text with old and newer\n  seen:     old → new',
    })
  })
})
