/** The whole window, over a main process in memory. */
import { mount } from '@vue/test-utils'
import { vi } from 'vitest'
import App from '../../src/renderer/App.vue'
import { loadLateViews } from '../../src/renderer/support/load-late-views'
import type { FakeMain } from './fake-main'
import type { FakeMainState } from './fake-main-state'
import { installFakeMain, settle, unmountAfterwards } from './window-parts'

/** The whole window, after it has loaded everything. */
export async function mountWindow(initial: Partial<FakeMainState> = {}): Promise<FakeMain> {
  const fake = installFakeMain(initial)
  await mountApp()
  return fake
}

/** The whole window over the fake main process that already exists, after all its code was loaded. */
export async function mountApp(): Promise<void> {
  await loadLateViews()
  // Gives the document room for rows, because a document without layout has none.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800)
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  unmountAfterwards(mount(App, { attachTo: document.body }))
  await settle()
}
