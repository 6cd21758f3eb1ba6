/** The window in a real browser, over a main process in memory: accessibility, layout, policy, scale. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { activityScenes } from '../renderer/preview/activity-scenes'
import { detailScenes } from '../renderer/preview/detail-scenes'
import { keyScenes } from '../renderer/preview/key-scenes'
import { listScenes } from '../renderer/preview/list-scenes'
import { policyScenes } from '../renderer/preview/policy-scenes'
import { rescueScenes } from '../renderer/preview/rescue-scenes'
import { openPreview, type PreviewPage } from '../support/preview-page'
import {
  faults,
  overflows,
  unseenMarks,
  violations,
  type Layout,
  type Size,
} from '../support/window-looks'
import { renameEntry } from '../support/window-data'

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const axeSource = readFileSync(axeFile, 'utf8')
const desktop: Size = { width: 1080, height: 720 }
/** What a 1080 × 720 window has left at 200 %, in CSS pixels. */
const doubled: Size = { width: 540, height: 360 }
const narrow: Size = { width: 360, height: 640 }

const layouts: readonly Layout[] = [
  { size: desktop, schemes: ['light', 'dark'] },
  { size: narrow, schemes: ['light', 'dark'] },
  // Has the narrow window's elements, in another size.
  { size: doubled, schemes: [] },
  // From 920 px on the details stand beside the list, which has the least room there.
  { size: { width: 921, height: 720 }, schemes: [] },
  { size: { width: 960, height: 720 }, schemes: [] },
  { size: { width: 1600, height: 1000 }, schemes: [] },
]

let preview: PreviewPage
let page: Page

beforeAll(async () => {
  preview = await openPreview(axeSource)
  page = preview.page
})
afterAll(() => preview.close())
afterEach(() => {
  expect(preview.complaints()).toEqual([])
})

const open = (scene: string, size = desktop) => preview.open(scene, size)

async function show(view: string): Promise<void> {
  await page.getByRole('link', { name: view, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: view }).waitFor()
}

const views = ['Passkeys', 'Activity', 'Pages', 'Settings']
const full = [
  'pairing',
  'pairing-idn',
  'pairing-again',
  'consent-create',
  'consent-sign-in',
  'consent-many',
  'offer',
  'offers-many',
  'consent-registered',
  'consent-none',
  'command-delete',
  'command-export',
  'consent-hostile',
  'locked-keychain',
  'locked-passphrase',
  'new-vault',
  'no-answer',
  'warned',
  'bridge-problem',
  'vault-missing',
  'new-vault-asked',
  'copy-left',
  'locked-by-user',
  'locked-by-user-passphrase',
  'empty',
  ...Object.keys(activityScenes),
  ...Object.keys(detailScenes),
  ...Object.keys(keyScenes),
  ...Object.keys(listScenes),
  ...Object.keys(policyScenes),
  ...Object.keys(rescueScenes),
]

describe('the window, in each size and colour scheme', () => {
  it.each(views)('has no fault for axe in %s, and covers or cuts nothing', async (view) => {
    await open('passkeys')
    await show(view)

    expect(await faults(page, layouts)).toEqual([])
  })

  it.each(views)('has no fault for axe in an empty %s either', async (view) => {
    await open('empty')
    await show(view)

    expect(await faults(page, layouts)).toEqual([])
  })

  it.each(full)('has no fault for axe in %s, and covers or cuts nothing', async (scene) => {
    await open(scene)
    if (/^(pairing|consent|command)/.test(scene)) await page.getByRole('dialog').waitFor()

    expect(await faults(page, layouts)).toEqual([])
  })
})

describe.each<Layout>([
  { size: desktop, schemes: ['light', 'dark'] },
  { size: narrow, schemes: ['light', 'dark'] },
  { size: doubled, schemes: ['light'] },
])('the window, $size.width px wide', (layout) => {
  it('shows the details of a passkey, renames, deletes and revokes without a fault', async () => {
    await open('passkeys', layout.size)
    const row = page.locator('[data-passkey-id]').nth(1)
    await row.click()
    expect(await faults(page, [layout])).toEqual([])

    await page.getByRole('button', { name: /^(Close the details|Back to the list)$/ }).click()
    await page.getByRole('region', { name: 'Passkey' }).waitFor({ state: 'detached' })
    await row.click()

    await page.getByRole('button', { name: 'Rename' }).click()
    expect(await faults(page, [layout])).toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    expect(await faults(page, [layout])).toEqual([])

    await show('Pages')
    await page.getByRole('button', { name: 'Revoke' }).first().click()
    expect(await faults(page, [layout])).toEqual([])
  })

  it('keeps hostile names inside their places', async () => {
    await open('hostile', layout.size)
    expect(await overflows(page)).toEqual([])

    await page.locator('[data-passkey-id]').nth(1).click()
    expect(await faults(page, [layout])).toEqual([])
    expect(await page.title()).toBe('Passkeys – Latchkey')

    // Under the open details, in a narrow window, the navigation stays in reach.
    await show('Pages')
    expect(await overflows(page)).toEqual([])
  })
})

describe('the window in a browser', () => {
  it('denies a pairing by Enter pressed at once', async () => {
    await open('pairing')
    await page.getByRole('dialog').waitFor()

    await page.keyboard.press('Enter')

    const answers = await page.evaluate(() => window.fake.callsOf('answerPairing'))
    expect(answers).toEqual([['pairing', { allow: false, block: false }]])
  })

  it('signs in by the keyboard alone, with the account that the arrow keys choose', async () => {
    await open('consent-sign-in')
    const approve = page.getByRole('dialog').getByRole('button', { name: 'Sign in' })
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => approve.getAttribute('aria-disabled')).toBe('false')

    await page.keyboard.press('Enter')

    const answers = await page.evaluate(() => window.fake.callsOf('answerConsent'))
    expect(answers).toEqual([['consent', { given: true, accountId: 'A2' }]])
  })

  it('shows who asks and how to answer together, at 200 %', async () => {
    await open('pairing-idn', doubled)
    const dialog = page.getByRole('dialog')

    for (const part of [dialog.locator('.origin'), dialog.getByRole('button', { name: 'Deny' })]) {
      const box = await part.boundingBox()
      expect(box?.y).toBeGreaterThanOrEqual(0)
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(doubled.height)
    }
  })

  it('lists 10 000 passkeys with few elements, and reaches the last by one key', async () => {
    await open('many')
    const rows = page.locator('[data-passkey-id]')
    await rows.first().click()
    expect(await rows.count()).toBeLessThan(60)

    await page.keyboard.press('End')

    await page.locator('[data-passkey-id="many-9999"]:focus').waitFor()
    expect(await rows.count()).toBeLessThan(60)
  })

  it('reaches the last of 10 000 deleted passkeys by one key', async () => {
    await open('trash-many')
    const rows = page.locator('[data-trashed-id]')
    await rows.first().focus()
    expect(await rows.count()).toBeLessThan(60)

    await page.keyboard.press('End')

    await page.locator('[data-trashed-id="many-9999"]:focus').waitFor()
    expect(await rows.count()).toBeLessThan(60)
  })

  it('keeps what is read of the record in its place when something happens', async () => {
    await open('activity-many')
    await page.locator('[data-scroller]').evaluate((scroller) => scroller.scrollBy(0, 3000))
    const read = page.locator('[data-entry-id="many-25"]')
    await read.waitFor()
    const before = await read.boundingBox()

    await page.evaluate(
      (entry) => window.fake.emit('activityAdded', entry),
      renameEntry({ id: 'new', at: Date.now() + 60_000 }),
    )
    await page.evaluate(async () => {
      for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame)
    })

    expect(Math.abs(((await read.boundingBox())?.y ?? NaN) - (before?.y ?? 0))).toBeLessThan(2)
  })

  it('shows what happens at once while the newest of the record is in sight', async () => {
    await open('activity-many')

    await page.evaluate(
      (entry) => window.fake.emit('activityAdded', entry),
      renameEntry({ id: 'new', at: Date.now() + 60_000 }),
    )

    await page.locator('[data-entry-id="new"]').waitFor()
    const box = await page.locator('[data-entry-id="new"]').boundingBox()
    expect(box?.y).toBeGreaterThan(80)
  })

  it('copies the script tag', async () => {
    await open('empty')

    await page.getByRole('button', { name: 'Copy the script tag' }).click()

    await page.getByText('Copied').first().waitFor()
  })

  it('shows in forced colours what is on, chosen and connected', async () => {
    await open('passkeys')
    await page.emulateMedia({ forcedColors: 'active' })
    const picture = (part: Locator) => part.screenshot({ animations: 'disabled' })
    /** Whether a change shows in a part of the window, apart from its text. */
    const shows = async (part: Locator, change: () => Promise<unknown>) => {
      const before = await picture(part)
      await change()
      await page.mouse.move(0, 0)
      return !before.equals(await picture(part))
    }
    const row = page.locator('[data-passkey-id]').first()
    const link = page.getByRole('link', { name: 'Activity', exact: true })
    const segment = page.locator('.segment', { hasText: 'Signals' })
    const bridge = page.getByRole('switch', { name: 'Bridge' })

    expect(await shows(row, () => row.click())).toBe(true)
    expect(await shows(link, () => link.click())).toBe(true)
    expect(await shows(segment, () => segment.click())).toBe(true)
    await show('Pages')
    expect(await shows(bridge, () => bridge.click())).toBe(true)
    expect(await unseenMarks(page, '.bridge-dot, .connection, .toggle-switch')).toEqual([])
  })

  it.each([narrow, doubled])('shows a problem of the bridge, $width px wide', async (size) => {
    await open('bridge-problem', size)

    const problem = page.getByRole('banner').getByText('Bridge has a problem')

    expect(await problem.isVisible()).toBe(true)
  })

  it('has a scroll bar in the details only for what does not fit', async () => {
    await open('detail-edited', { width: 1600, height: 1000 })
    const detail = page.locator('.passkey-detail')
    const beyond = () => detail.evaluate((one) => one.scrollHeight - one.clientHeight)
    expect(await beyond()).toBe(0)

    await page.setViewportSize({ width: 1080, height: 480 })
    const before = await beyond()
    await page.evaluate((entry) => window.fake.signal(entry), renameEntry({ at: Date.now() }))
    await page.locator('.notice').waitFor()

    expect(await beyond()).toBeGreaterThan(before + 40)
  })

  it('marks a row whose names a page changed', async () => {
    await open('passkeys')

    await page.evaluate((entry) => window.fake.signal(entry), renameEntry({ at: Date.now() }))

    await page.locator('[data-passkey-id="AQID"].fresh').getByText('Ada King').first().waitFor()
    expect(await violations(page)).toEqual([])
  })
})
