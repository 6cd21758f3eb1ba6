// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { ref, shallowRef } from 'vue'
import { KEEP_DELAY_MS, useActivityNews } from '../../../src/renderer/composables/use-activity-news'
import { installFakeMain, runComposable, settle } from '../../support/window-parts'
import { activityEntry } from '../../support/window-data'

function watching(seenAt = 2) {
  vi.useFakeTimers()
  const fake = installFakeMain()
  const entries = shallowRef([3, 2, 1].map((at) => activityEntry({ id: String(at), at })))
  const isShown = ref(false)
  const add = async (at: number) => {
    entries.value = [activityEntry({ id: String(at), at }), ...entries.value]
    await settle()
  }
  const options = { isShown: () => isShown.value, seenAt }
  const { result, unmount } = runComposable(() => useActivityNews(entries, options))
  return {
    fake,
    count: result.count,
    isShown,
    add,
    unmount,
    kept: () => fake.callsOf('keepActivitySeen'),
  }
}

it('counts the entries since the user looked', async () => {
  const { count, add } = watching()
  expect(count.value).toBe(1)

  await add(4)
  expect(count.value).toBe(2)
})

it('counts everything for a user who never looked', () => {
  expect(watching(0).count.value).toBe(3)
})

it('counts nothing while the user looks at the record, and saves the time once', async () => {
  const { count, isShown, add, kept } = watching()
  isShown.value = true
  await settle()
  await add(4)
  await add(5)
  expect([count.value, kept()]).toEqual([0, []])

  vi.advanceTimersByTime(KEEP_DELAY_MS)
  expect(kept()).toEqual([[5]])

  isShown.value = false
  await settle()
  await add(6)
  expect(count.value).toBe(1)
})

it('saves the last look when the user leaves', async () => {
  const { isShown, kept } = watching()
  isShown.value = true
  await settle()
  isShown.value = false
  await settle()

  expect(kept()).toEqual([[3]])
})

it('saves the last look when the window of the vault closes', async () => {
  const { isShown, unmount, kept } = watching()
  isShown.value = true
  await settle()

  unmount()

  expect(kept()).toEqual([[3]])
})
