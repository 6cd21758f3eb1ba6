/** The preview of the window for the tests of its looks, with axe in the page and in every size. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { openPreview, type PreviewPage, type Size } from './preview-page'
import { DESKTOP } from './window-looks'

/** The preview that the tests of a file share, and how they open it. */
export interface LooksPage {
  readonly page: PreviewPage['page']
  open(scene: string, size?: Size): Promise<void>
  /** Opens a view of the window by its link. */
  show(view: string): Promise<void>
}

/** Opens the preview for the tests of a file. Each test fails if the page's policy or its scripts complain. */
export function useLooksPage(): LooksPage {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  let preview: PreviewPage
  beforeAll(async () => {
    preview = await openPreview(readFileSync(axe, 'utf8'))
  })
  afterAll(() => preview.close())
  afterEach(() => {
    expect(preview.complaints()).toEqual([])
  })
  return {
    get page() {
      return preview.page
    },
    open: (scene, size = DESKTOP) => preview.open(scene, size),
    show: async (view) => {
      await preview.page.getByRole('link', { name: view, exact: true }).click()
      await preview.page.getByRole('heading', { level: 1, name: view }).waitFor()
    },
  }
}
