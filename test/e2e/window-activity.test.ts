/** Activity by day and by typing, in a real Chromium: a record of several days, with entries of every kind. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pressUntil } from '../support/press-until'
import { openPreview, type PreviewPage } from '../support/preview-page'

let preview: PreviewPage
beforeAll(async () => {
  preview = await openPreview()
})
beforeEach(async () => {
  await preview.open('passkeys')
  await preview.page.getByRole('link', { name: 'Activity', exact: true }).click()
  await rows().first().waitFor()
})
afterAll(() => preview.close())

const rows = () => preview.page.locator('[data-entry-id]')
const days = () => preview.page.locator('.activity-day').allInnerTexts()

describe('shows the entries of one day', () => {
  it('by the mouse', async () => {
    expect((await days()).slice(0, 2)).toEqual(['Today', 'Yesterday'])
    await preview.page.getByLabel('Day', { exact: true }).selectOption({ label: 'Yesterday' })
    await expect.poll(days).toEqual(['Yesterday'])
  })

  it('by the keyboard', async () => {
    await pressUntil(preview.page, 'Tab', 'select[aria-label=Day]')
    await preview.page.keyboard.press('ArrowDown')
    await expect.poll(days).toEqual(['Today'])
  })
})

it('moves to the entry whose title is typed', async () => {
  await pressUntil(preview.page, 'Tab', '[data-entry-id]')
  await preview.page.keyboard.type('page conn')
  const found = '[data-entry-id]:focus .title'
  await expect.poll(() => preview.page.locator(found).innerText()).toBe('Page connected')
})
