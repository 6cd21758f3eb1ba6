/** The views of the window, and a person's actions in them, in each size and colour scheme: accessibility and layout. */
import { describe, expect, it } from 'vitest'
import { useLooksPage } from '../support/looks-page'
import {
  DESKTOP,
  DOUBLED,
  faults,
  LAYOUTS,
  NARROW,
  overflows,
  type Layout,
} from '../support/window-looks'

const looks = useLooksPage()

describe('the window, in each size and colour scheme', () => {
  it.each(['Passkeys', 'Activity', 'Pages', 'Audit', 'Trash', 'Settings'])(
    'has no fault for axe in %s, and covers or cuts nothing',
    async (view) => {
      for (const scene of ['passkeys', 'empty']) {
        await looks.open(scene)
        await looks.show(view)

        expect(await faults(looks.page, LAYOUTS)).toEqual([])
      }
    },
  )
})

it('shows a row beside the details by the room of the list, not of the window', async () => {
  await looks.open('passkeys', { width: 1000, height: 720 })
  const row = looks.page.locator('[data-passkey-id]', { hasText: 'edited' })
  const badge = row.locator('.badge')
  await badge.waitFor()

  await row.click()
  await looks.page.getByRole('region', { name: 'Passkey' }).waitFor()
  await badge.waitFor({ state: 'hidden' })

  await looks.page.setViewportSize({ width: 921, height: 720 })
  await row.locator('.used').waitFor({ state: 'hidden' })
})

it.each([360, 720, 1280])(
  'keeps the names of a change whole in a row, %d px wide',
  async (width) => {
    await looks.open('signal-mark', { width, height: 640 })
    const names = looks.page.locator('.change-line .before, .change-line .after')
    await names.first().waitFor()

    const cut = (all: Element[]) => all.filter((one) => one.scrollWidth > one.clientWidth).length
    expect(await names.allTextContents()).toEqual(['Ada Lovelace', 'Ada King'])
    expect(await names.evaluateAll(cut)).toBe(0)
  },
)

describe.each<Layout>([
  { size: DESKTOP, schemes: ['light', 'dark'] },
  { size: NARROW, schemes: ['light', 'dark'] },
  { size: DOUBLED, schemes: ['light'] },
])('the window, $size.width px wide', (layout) => {
  it('shows the details of a passkey, renames, deletes and revokes without a fault', async () => {
    await looks.open('passkeys', layout.size)
    const row = looks.page.locator('[data-passkey-id]').nth(1)
    await row.click()
    expect(await faults(looks.page, [layout])).toEqual([])

    await looks.page.getByRole('button', { name: /^(Close the details|Back to the list)$/ }).click()
    await looks.page.getByRole('region', { name: 'Passkey' }).waitFor({ state: 'detached' })
    await row.click()

    await looks.page.getByRole('button', { name: 'Rename' }).click()
    expect(await faults(looks.page, [layout])).toEqual([])
    await looks.page.keyboard.press('Escape')

    await looks.page.getByRole('button', { name: 'Delete' }).click()
    await looks.page.getByRole('button', { name: 'Undo' }).waitFor()
    expect(await faults(looks.page, [layout])).toEqual([])

    await looks.show('Pages')
    expect(await faults(looks.page, [layout])).toEqual([])
    await looks.page.getByRole('button', { name: 'https://example.org' }).click()
    await looks.page.getByRole('button', { name: 'Revoke' }).first().click()
    expect(await faults(looks.page, [layout])).toEqual([])
  })

  it('keeps hostile names inside their places', async () => {
    await looks.open('hostile', layout.size)
    expect(await overflows(looks.page)).toEqual([])

    await looks.page.locator('[data-passkey-id]').nth(1).click()
    expect(await faults(looks.page, [layout])).toEqual([])
    expect(await looks.page.title()).toBe('Passkeys – Latchkey')

    // In a narrow window, the navigation stays reachable below the open details.
    await looks.show('Pages')
    expect(await overflows(looks.page)).toEqual([])
  })
})

describe('an opened ceremony in a wide pane', () => {
  const WIDE: Layout = { size: { width: 1920, height: 1080 }, schemes: ['light', 'dark'] }

  it('has its three parts side by side, without a fault', async () => {
    await looks.open('inspect-compound', WIDE.size)
    const parts = looks.page.locator('.ceremony-columns > section')
    await looks.page.locator('.byte-map').first().waitFor()
    const boxes = await parts.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()))

    expect(boxes).toHaveLength(3)
    for (const [index, box] of boxes.entries()) {
      expect(box.top).toBe(boxes[0]?.top)
      expect(box.left).toBeGreaterThanOrEqual(boxes[index - 1]?.right ?? 0)
    }
    expect(await faults(looks.page, [WIDE])).toEqual([])
  })

  it('has the fields of a byte map beside its bytes if both have room', async () => {
    const beside = async () => {
      const map = looks.page.locator('.byte-map').first()
      const bytes = await map.locator('.grid').boundingBox()
      const fields = await map.locator('.fields').boundingBox()
      return fields!.x >= bytes!.x + bytes!.width
    }
    await looks.open('inspect-compound', { width: 1600, height: 1000 })
    await looks.page.locator('.byte-map.beside').first().waitFor()
    expect(await beside()).toBe(true)

    await looks.page.setViewportSize(DESKTOP)
    await looks.page.locator('.byte-map:not(.beside)').first().waitFor()
    expect(await beside()).toBe(false)
  })
})
