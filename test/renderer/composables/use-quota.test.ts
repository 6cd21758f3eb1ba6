import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { useQuota } from '../../../src/renderer/composables/use-quota'
import type { QuotaState } from '../../../src/shared/pairing'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watched(first: QuotaState) {
  const read = shallowRef(first)
  const readAgain = vi.fn()
  const scope = effectScope()
  const quota = scope.run(() => useQuota(() => read.value, readAgain))!
  return { read, readAgain, quota, scope }
}

const used: QuotaState = { left: 7, of: 10, nextInMs: 100_000 }

it('counts down without being read again', () => {
  const { quota, readAgain } = watched(used)
  vi.advanceTimersByTime(40_000)

  expect(quota.value).toEqual({ left: 7, of: 10, nextInMs: 60_000 })
  expect(readAgain).not.toHaveBeenCalled()
})

it('is read again, once, when the next change is due', () => {
  const { quota, readAgain } = watched(used)
  vi.advanceTimersByTime(130_000)

  expect(quota.value).toEqual({ left: 7, of: 10, nextInMs: 0 })
  expect(readAgain).toHaveBeenCalledOnce()
})

it('restarts with the quota that was read', async () => {
  const { read, quota } = watched(used)
  vi.advanceTimersByTime(100_000)
  read.value = { left: 8, of: 10, nextInMs: 120_000 }
  await Promise.resolve()
  vi.advanceTimersByTime(20_000)

  expect(quota.value).toEqual({ left: 8, of: 10, nextInMs: 100_000 })
})

it('has nothing to count if nothing is used', () => {
  const full: QuotaState = { left: 10, of: 10, nextInMs: null }
  const { quota } = watched(full)
  vi.advanceTimersByTime(10_000)

  expect(quota.value).toEqual(full)
})

it('stops with its component', () => {
  const { scope, readAgain } = watched(used)
  scope.stop()
  vi.advanceTimersByTime(200_000)

  expect(readAgain).not.toHaveBeenCalled()
})
