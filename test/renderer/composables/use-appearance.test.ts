// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import type { Appearance } from '../../../src/shared/appearance'
import { useAppearance } from '../../../src/renderer/composables/use-appearance'
import { runComposable } from '../../support/window-parts'

it('marks the document with the chosen appearance, and with none for the system’s', async () => {
  const chosen = ref<Appearance>('dark')
  runComposable(() => useAppearance(() => chosen.value))
  expect(document.documentElement.dataset.appearance).toBe('dark')

  chosen.value = 'system'
  await nextTick()

  expect(document.documentElement.dataset.appearance).toBeUndefined()
})
