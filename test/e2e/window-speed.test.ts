/** How much work the window has in a real browser, with 10 000 of everything. `npm run bench -- window` measures times. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { openPreview, type PreviewPage } from '../support/preview-page'
import { renameEntry } from '../support/window-data'
import { scrollFarAndBack, signalNewNames, WindowWork } from '../support/window-work'

/** Just long enough to scroll far. */
const FEW = 400
const FRAMES = 40

let preview: PreviewPage
let work: WindowWork

beforeAll(async () => {
  preview = await openPreview()
  work = await WindowWork.of(preview.page)
})
afterAll(() => preview.close())
afterEach(() => {
  expect(preview.complaints()).toEqual([])
})

async function scroll(scene: string): Promise<{ readonly ms: number; readonly rows: number }> {
  await preview.open(scene)
  // The first rows are drawn by code that is not compiled yet.
  await preview.page.evaluate(scrollFarAndBack, FRAMES)
  let rows = 0
  const ms = await work.during(async () => {
    rows = await preview.page.evaluate(scrollFarAndBack, FRAMES)
  })
  return { ms, rows }
}

it.each(['many', 'trash-many', 'activity-many'])(
  'scrolls through 10 000 with about as much work as through few: %s',
  async (scene) => {
    const few = await scroll(`${scene}&first=${FEW}`)
    const many = await scroll(scene)

    expect(few.rows).toBeGreaterThan(10)
    expect(many.rows).toBeLessThanOrEqual(few.rows + 2)
    expect(many.ms).toBeLessThan(few.ms * 3)
  },
)

it('shows a new name with less than 100 ms of work, among 10 000 passkeys', async () => {
  await preview.open('many')
  await preview.page.locator('[data-passkey-id="many-200"]').waitFor()
  const names = 15
  const ms = await work.during(() =>
    preview.page.evaluate(signalNewNames, [renameEntry(), names] as const),
  )

  expect(ms / names).toBeLessThan(100)
})
