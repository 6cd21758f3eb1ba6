/** How the window uses its width, from 360 px to a wide screen, in a real Chromium. */
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPreview, type PreviewPage } from '../support/preview-page'

const WIDE = { width: 1600, height: 1000 }

let preview: PreviewPage
beforeAll(async () => {
  preview = await openPreview()
})
afterAll(() => preview.close())

async function show(scene: string, view: string, size = WIDE): Promise<void> {
  await preview.open(scene, size)
  await preview.page.getByRole('link', { name: view, exact: true }).click()
  await preview.page.getByRole('heading', { level: 1, name: view }).waitFor()
}

async function boxOf(part: Locator) {
  const box = await part.boundingBox()
  if (box === null) throw new Error('it is not drawn')
  return box
}

const heading = (name: string) => preview.page.getByRole('heading', { level: 2, name, exact: true })

it('shows a page on one line of a wide window', async () => {
  await show('passkeys', 'Pages')

  const rows = preview.page.locator('.page-row')
  const heights = await rows.evaluateAll((all) => all.map((row) => row.clientHeight))
  expect(Math.max(...heights)).toBeLessThan(50)
  expect((await boxOf(rows.first())).width).toBeGreaterThan(1100)
})

it('shows the settings in two columns, and marks the section that was asked for', async () => {
  await show('passkeys', 'Settings')

  const [left, right] = [await boxOf(heading('Appearance')), await boxOf(heading('Authenticator'))]
  expect(right.x).toBeGreaterThan(left.x + 400)
  expect(Math.abs(right.y - left.y)).toBeLessThan(5)

  const link = preview.page.locator('.settings-sections').getByRole('link', { name: 'Attestation' })
  await link.click()
  await preview.page.waitForFunction(() => document.activeElement?.tagName === 'H2')
  expect(await link.getAttribute('aria-current')).toBe('location')
})

it('shows the settings in one column if there is no room for two', async () => {
  await show('passkeys', 'Settings', { width: 1080, height: 720 })

  const [above, below] = [await boxOf(heading('Appearance')), await boxOf(heading('Authenticator'))]
  expect(below.x).toBe(above.x)
})

it('shows what to change beside what an audit found, and below it in a narrow window', async () => {
  const parts = () => [preview.page.locator('.title'), preview.page.locator('.advice')] as const
  await preview.open('audit-report', WIDE)
  const [found, advice] = parts()
  expect((await boxOf(advice.first())).x).toBeGreaterThan((await boxOf(found.first())).x + 300)

  await preview.page.setViewportSize({ width: 360, height: 640 })
  await expect
    .poll(async () => (await boxOf(advice.first())).y > (await boxOf(found.first())).y)
    .toBe(true)
})

it('filters a report card by one list in a narrow window', async () => {
  await preview.open('audit-report', { width: 360, height: 640 })

  await preview.page.getByLabel('Show', { exact: true }).selectOption('refused')

  await preview.page.locator('.audit-row').first().waitFor()
  expect(await preview.page.locator('.audit-row .mark.danger').count()).toBe(0)
})

it('gives both marks of a passkey room beside when it was used', async () => {
  await preview.open('passkeys-marks', WIDE)

  const row = preview.page.locator('[data-passkey-id]').first()
  const badges = row.locator('.badge')
  expect(await badges.count()).toBe(2)
  const state = await boxOf(row.locator('.state'))
  const last = await boxOf(badges.last())
  expect(last.x + last.width).toBeLessThanOrEqual(state.x + state.width)
})
