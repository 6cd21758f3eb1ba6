// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { useMedia } from '../../../src/renderer/composables/use-media'
import { runComposable } from '../../support/window-parts'

it('follows a media query, until its component is gone', () => {
  const list = Object.assign(new EventTarget(), { matches: false })
  vi.spyOn(window, 'matchMedia').mockReturnValue(list as MediaQueryList)
  const { result: holds, unmount } = runComposable(() => useMedia('(min-width: 920px)'))

  list.matches = true
  list.dispatchEvent(new Event('change'))
  expect(holds.value).toBe(true)

  unmount()
  list.matches = false
  list.dispatchEvent(new Event('change'))
  expect(holds.value).toBe(true)
})
