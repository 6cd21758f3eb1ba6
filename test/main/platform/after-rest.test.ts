import { expect, it, vi } from 'vitest'
import { AfterAnswers } from '../../../src/main/platform/after-answers'
import { afterRest } from '../../../src/main/platform/after-rest'

it('runs one piece of work in each turn of the event loop, once the pages are idle', () => {
  vi.useFakeTimers()
  try {
    const done: number[] = []
    const queue = new AfterAnswers(() => undefined, afterRest)
    for (const work of [1, 2, 3]) queue.do(() => void done.push(work))
    vi.advanceTimersByTime(29)
    expect(done).toEqual([])

    vi.advanceTimersByTime(1)
    expect(done).toEqual([1])
    vi.advanceTimersToNextTimer()
    expect(done).toEqual([1, 2])
    queue.finish()
    expect(done).toEqual([1, 2, 3])
  } finally {
    vi.useRealTimers()
  }
})
