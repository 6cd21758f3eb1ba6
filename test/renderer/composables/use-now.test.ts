// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { useNow } from '../../../src/renderer/composables/use-now'
import { runComposable } from '../../support/window-parts'

it('reads the time again and again, until its component is gone', () => {
  vi.useFakeTimers({ now: 1000 })
  const { result: now, unmount } = runComposable(() => useNow(500))

  vi.advanceTimersByTime(500)
  expect(now.value).toBe(1500)

  unmount()
  vi.advanceTimersByTime(5000)
  expect(now.value).toBe(1500)
})
