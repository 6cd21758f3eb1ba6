// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import type { View } from '../../../src/shared/view'
import { runComposable } from '../../support/window-parts'

// The views themselves are large.
vi.mock('../../../src/renderer/views/late-views', () => ({ ActivityView: {} }))

// Each test begins with views whose code is not loaded.
beforeEach(() => vi.resetModules())

async function begin(first: View) {
  const { LATE_MS, useLateViews } = await import('../../../src/renderer/composables/use-late-views')
  vi.useFakeTimers()
  const chosen = ref(first)
  const { result } = runComposable(() => useLateViews(() => chosen.value))
  return { chosen, ...result, LATE_MS }
}

it('keeps the view in sight until the code of the next one was read', async () => {
  const { chosen, view, shown } = await begin('passkeys')

  chosen.value = 'activity'

  expect(view.value).toBe('passkeys')
  await shown()
  expect(view.value).toBe('activity')
})

it('reads the code of the other views once the first rows had their time', async () => {
  const { chosen, view, late, LATE_MS } = await begin('passkeys')
  expect(late.value).toBeUndefined()

  vi.advanceTimersByTime(LATE_MS)
  await vi.dynamicImportSettled()

  expect(late.value).toBeDefined()
  chosen.value = 'trash'
  expect(view.value).toBe('trash')
})

it('reads them at once if the window begins with another view', async () => {
  const { view } = await begin('settings')
  expect(view.value).toBeUndefined()

  await vi.dynamicImportSettled()

  expect(view.value).toBe('settings')
})
