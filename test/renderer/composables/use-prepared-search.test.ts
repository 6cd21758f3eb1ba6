// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { usePreparedSearch } from '../../../src/renderer/composables/use-prepared-search'
import { runComposable } from '../../support/window-parts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const list = Array.from({ length: 120 }, (_, index) => index)
const nothing = () => undefined

it('prepares the whole list once the user is about to search, and nothing before', () => {
  const prepare = vi.fn()
  const begin = runComposable(() => usePreparedSearch(() => list, prepare, nothing)).result
  vi.runAllTimers()
  expect(prepare).not.toHaveBeenCalled()

  begin()
  vi.runAllTimers()

  expect(prepare.mock.calls.map(([one]) => one as number)).toEqual(list)
})

it('lets other work come in between when the list takes long', () => {
  const prepared: number[] = []
  const begin = runComposable(() =>
    usePreparedSearch(
      () => list,
      (one) => void prepared.push(one),
      nothing,
    ),
  ).result
  // Each takes a millisecond.
  vi.spyOn(performance, 'now').mockImplementation(() => prepared.length)

  begin()
  vi.advanceTimersToNextTimer()

  expect(prepared).toHaveLength(50)
  vi.runAllTimers()
  expect(prepared).toEqual(list)
})

it('stops and forgets when the view is left', () => {
  const prepare = vi.fn()
  const forget = vi.fn()
  const { result: begin, unmount } = runComposable(() =>
    usePreparedSearch(() => list, prepare, forget),
  )
  begin()
  expect(forget).not.toHaveBeenCalled()
  unmount()
  vi.runAllTimers()

  expect(prepare).not.toHaveBeenCalled()
  expect(forget).toHaveBeenCalledOnce()
})
