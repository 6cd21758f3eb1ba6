// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { useAfter } from '../../../src/renderer/composables/use-after'
import { runComposable } from '../../support/window-parts'

it('turns true after its time, not before', () => {
  vi.useFakeTimers()
  const over = runComposable(() => useAfter(300)).result

  vi.advanceTimersByTime(299)
  expect(over.value).toBe(false)

  vi.advanceTimersByTime(1)
  expect(over.value).toBe(true)
})
