/** How fast the window is in a real browser, with 10 000 of everything. These tests run while no other test does. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { timeNewNames } from '../support/new-name-times'
import { openPreview, type PreviewPage } from '../support/preview-page'
import { renameEntry } from '../support/window-data'

let preview: PreviewPage

beforeAll(async () => {
  preview = await openPreview()
})
afterAll(() => preview.close())
afterEach(() => {
  expect(preview.complaints()).toEqual([])
})

it.each(['many', 'trash-many', 'activity-many'])(
  'scrolls through 10 000 without a long stop: %s',
  async (scene) => {
    await preview.open(scene)
    const longest = await preview.page.evaluate(async () => {
      const scroller = document.querySelector('[data-scroller]')
      let longest = 0
      for (let frame = 0; frame < 60; frame++) {
        const began = performance.now()
        scroller?.scrollBy(0, 5000)
        await new Promise(requestAnimationFrame)
        longest = Math.max(longest, performance.now() - began)
      }
      return longest
    })

    expect(longest).toBeLessThan(500)
  },
)

it('shows a new name within 100 ms, among 10 000 passkeys', async () => {
  await preview.open('many')
  await preview.page.locator('[data-passkey-id="many-200"]').waitFor()
  const times = await preview.page.evaluate(timeNewNames, renameEntry())

  const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)]
  expect(median).toBeLessThan(100)
})
