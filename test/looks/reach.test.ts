/** Elements that must be reachable and fully visible: accounts beside the buttons, groups of shortcuts, titles of columns. */
import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { useLooksPage } from '../support/looks-page'

const preview = useLooksPage()

const hasFocus = (one: Locator) => one.evaluate((element) => element === document.activeElement)

/** Whether a point near each end of the element is inside the window and not under another element. */
const isInSight = (one: Locator) =>
  one.evaluate((element) => {
    const { left, top, bottom } = element.getBoundingClientRect()
    return [top + 8, bottom - 8].every((y) =>
      element.contains(document.elementFromPoint(left + 12, y)),
    )
  })

it.each([
  { width: 1280, height: 720 },
  { width: 900, height: 720 },
  { width: 360, height: 480 },
])(
  'reaches each of five accounts, with both buttons in sight, in $width × $height',
  async (size) => {
    await preview.open('consent-five', size)
    const dialog = preview.page.getByRole('dialog')
    const buttons = [dialog.getByRole('button', { name: 'Decline' }), dialog.locator('.primary')]

    for (let index = 0; index < 5; index++) {
      await expect.poll(() => hasFocus(dialog.getByRole('radio').nth(index))).toBe(true)
      expect(await isInSight(dialog.locator('.account').nth(index))).toBe(true)
      for (const button of buttons) expect(await isInSight(button)).toBe(true)
      await preview.page.keyboard.press('ArrowDown')
    }
  },
)

it('shows four accounts without scrolling, in a window of the usual height', async () => {
  await preview.open('consent-five')

  const accounts = preview.page.locator('.account')
  for (let index = 0; index < 4; index++) expect(await isInSight(accounts.nth(index))).toBe(true)
})

it('has the shortcuts of an opened entry in the sheet, whose columns are about as long', async () => {
  await preview.open('passkeys', { width: 1280, height: 720 })
  await preview.page.keyboard.press('?')
  const groups = preview.page.locator('.app-shortcuts section')
  expect(await groups.getByRole('heading').allInnerTexts()).toContain('Opened entry')

  const boxes = await groups.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()))
  const lengthAt = (left: number) =>
    Math.max(...boxes.filter((box) => box.left === left).map((box) => box.bottom))
  const columns = [...new Set(boxes.map(({ left }) => left))].map(lengthAt)
  expect(columns).toHaveLength(2)
  expect(Math.abs(columns[0]! - columns[1]!)).toBeLessThan(80)
})

it('sorts by each column header, with only the keyboard', async () => {
  await preview.open('passkeys-flat', { width: 1280, height: 720 })
  const titles = preview.page.getByRole('columnheader')
  const count = await titles.count()
  expect(count).toBe(6)
  const axis = () => titles.evaluateAll((all) => all.map((one) => one.ariaSort))

  for (let index = 0; index < count; index++) {
    if ((await titles.nth(index).innerText()) === 'Site') continue
    await titles.nth(index).getByRole('button').press('Enter')
    await expect.poll(async () => (await axis()).findIndex((sort) => sort !== 'none')).toBe(index)
  }
})

it('keeps the bytes low above their fields, so that both are in sight', async () => {
  await preview.open('inspect-tpm', { width: 1280, height: 800 })

  const grid = preview.page.locator('.byte-map:not(.beside) .grid').last()
  await expect.poll(() => grid.evaluate((one) => one.clientHeight)).toBeLessThanOrEqual(208)
})

it('has the fields of one line at one height, whatever their notes say', async () => {
  await preview.open('inspect-get-check', { width: 1280, height: 800 })
  const fields = preview.page.locator('.check-form input')
  await fields.first().waitFor()

  const boxes = await fields.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()))
  const ofLine = boxes.slice(0, 3).map(({ top, height }) => [Math.round(top), Math.round(height)])
  expect(new Set(ofLine.map((one) => one.join())).size).toBe(1)
})

it('previews a signal in a scene as the engine would carry it out', async () => {
  await preview.open('dry-run-accepted')
  const outcome = (policy: string) => preview.page.getByRole('row', { name: policy })

  await outcome('Follow the specification').getByText('would be hidden').waitFor()
  await outcome('Ignore (like Windows Hello)').getByText('Nothing would change').waitFor()
})
