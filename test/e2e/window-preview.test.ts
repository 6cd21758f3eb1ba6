/** The window in a real browser, over a main process in memory: a person's actions, the policy, the scale. */
import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useLooksPage } from '../support/looks-page'
import {
  DESKTOP,
  DOUBLED,
  NARROW,
  overflows,
  unseenMarks,
  violations,
} from '../support/window-looks'
import { renameEntry } from '../support/window-data'

const preview = useLooksPage()

describe('the window in a browser', () => {
  it('denies a pairing by Enter pressed at once', async () => {
    await preview.open('pairing')
    await preview.page.getByRole('dialog').waitFor()

    await preview.page.keyboard.press('Enter')

    const answers = await preview.page.evaluate(() => window.fake.callsOf('answerPairing'))
    expect(answers).toEqual([['pairing', { allow: false, block: false }]])
  })

  it('signs in with only the keyboard, with the account that the arrow keys choose', async () => {
    await preview.open('consent-sign-in')
    const approve = preview.page.getByRole('dialog').getByRole('button', { name: 'Sign in' })
    await preview.page.keyboard.press('ArrowDown')
    await expect.poll(() => approve.getAttribute('aria-disabled')).toBe('false')

    await preview.page.keyboard.press('Enter')

    const answers = await preview.page.evaluate(() => window.fake.callsOf('answerConsent'))
    expect(answers).toEqual([['consent', { given: true, accountId: 'A2' }]])
  })

  it('shows who asks and how to answer together, at 200 %', async () => {
    await preview.open('pairing-idn', DOUBLED)
    const dialog = preview.page.getByRole('dialog')

    for (const part of [dialog.locator('.origin'), dialog.getByRole('button', { name: 'Deny' })]) {
      const box = await part.boundingBox()
      expect(box?.y).toBeGreaterThanOrEqual(0)
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(DOUBLED.height)
    }
  })

  it('lists 10 000 passkeys with few elements, and reaches the last by one key', async () => {
    await preview.open('many')
    const rows = preview.page.locator('[data-passkey-id]')
    await rows.first().click()
    expect(await rows.count()).toBeLessThan(60)

    await preview.page.keyboard.press('End')

    await preview.page.locator('[data-passkey-id="many-9999"]:focus').waitFor()
    expect(await rows.count()).toBeLessThan(60)
  })

  it('reaches the last of 10 000 deleted passkeys by one key', async () => {
    await preview.open('trash-many')
    const rows = preview.page.locator('[data-trashed-id]')
    await rows.first().focus()
    expect(await rows.count()).toBeLessThan(60)

    await preview.page.keyboard.press('End')

    await preview.page.locator('[data-trashed-id="many-9999"]:focus').waitFor()
    expect(await rows.count()).toBeLessThan(60)
  })

  it('does not move the visible part of the record when something happens', async () => {
    await preview.open('activity-many')
    await preview.page.locator('[data-scroller]').evaluate((scroller) => scroller.scrollBy(0, 3000))
    const read = preview.page.locator('[data-entry-id="many-100"]')
    await read.waitFor()
    const before = await read.boundingBox()

    await preview.page.evaluate(
      (entry) => window.fake.emit('activityAdded', entry),
      renameEntry({ id: 'new', at: Date.now() + 60_000 }),
    )
    await preview.page.evaluate(async () => {
      for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame)
    })

    expect(Math.abs(((await read.boundingBox())?.y ?? NaN) - (before?.y ?? 0))).toBeLessThan(2)
  })

  it('shows what happens at once while the newest of the record is in sight', async () => {
    await preview.open('activity-many')

    await preview.page.evaluate(
      (entry) => window.fake.emit('activityAdded', entry),
      renameEntry({ id: 'new', at: Date.now() + 60_000 }),
    )

    await preview.page.locator('[data-entry-id="new"]').waitFor()
    const box = await preview.page.locator('[data-entry-id="new"]').boundingBox()
    expect(box?.y).toBeGreaterThan(80)
  })

  it('copies the script tag', async () => {
    await preview.open('empty')

    await preview.page.getByRole('button', { name: 'Copy the script tag' }).click()

    await preview.page.getByText('Copied').first().waitFor()
  })

  it('shows in forced colours which elements are on, chosen and connected', async () => {
    await preview.open('passkeys')
    await preview.page.emulateMedia({ forcedColors: 'active' })
    const picture = (part: Locator) =>
      part.screenshot({ animations: 'disabled', mask: [part.locator('svg')] })
    /** Whether a change is visible in a part of the window, apart from the colour of its icon. */
    const shows = async (part: Locator, change: () => Promise<unknown>) => {
      const before = await picture(part)
      await change()
      // The marks of the focus and of the pointer do not show what is selected.
      await preview.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
      await preview.page.mouse.move(0, 0)
      return !before.equals(await picture(part))
    }
    const rows = preview.page.locator('[data-passkey-id]')
    const link = preview.page.getByRole('link', { name: 'Activity', exact: true })
    const segment = preview.page.locator('.segment', { hasText: 'Signals' })
    const bridge = preview.page.getByRole('switch', { name: 'Bridge' })

    // Details that open beside the list change the width of its rows.
    await rows.nth(1).click()
    await preview.page.getByRole('region', { name: 'Passkey' }).waitFor()

    expect(await shows(rows.first(), () => rows.first().click())).toBe(true)
    expect(await shows(link, () => link.click())).toBe(true)
    expect(await shows(segment, () => segment.click())).toBe(true)
    await preview.show('Pages')
    expect(await shows(bridge, () => bridge.click())).toBe(true)
    expect(await unseenMarks(preview.page, '.bridge-dot, .connection, .toggle-switch')).toEqual([])
  })

  it.each([NARROW, DOUBLED])('shows a problem of the bridge, $width px wide', async (size) => {
    await preview.open('bridge-problem', size)

    const problem = preview.page.getByRole('banner').getByText('Bridge has a problem')

    expect(await problem.isVisible()).toBe(true)
  })

  it('has a scroll bar in the details only for what does not fit', async () => {
    await preview.open('detail-edited', { width: 1600, height: 1600 })
    const detail = preview.page.locator('.passkey-detail')
    const beyond = () => detail.evaluate((one) => one.scrollHeight - one.clientHeight)
    expect(await beyond()).toBe(0)

    await preview.page.setViewportSize({ width: 1080, height: 480 })
    const before = await beyond()
    await preview.page.evaluate(
      (entry) => window.fake.signal(entry),
      renameEntry({ at: Date.now() }),
    )
    await preview.page.locator('.notice').waitFor()

    expect(await beyond()).toBeGreaterThan(before + 40)
  })

  it.each([
    { ...DESKTOP, index: 5 },
    { ...NARROW, index: 2 },
    { width: 360, height: 480, index: 1 },
  ])(
    'covers nothing with three notices, and keeps their row in sight, $width × $height',
    async ({ index, ...size }) => {
      await preview.open('passkeys', size)
      const row = preview.page.locator('[data-passkey-id]').nth(index)
      const passkeyId = (await row.getAttribute('data-passkey-id')) ?? ''
      const signal = async (id: string) => {
        const entry = renameEntry({ id, at: Date.now() })
        const changes = entry.changes.map((change) => ({ ...change, passkeyId }))
        await preview.page.evaluate((one) => window.fake.signal(one), { ...entry, changes })
      }
      await signal('first')
      // The user's action is between the two signals.
      await preview.page.locator('[data-passkey-id]').first().focus()
      await preview.page.keyboard.press('Control+Shift+H')
      await preview.page.locator('.notice').nth(1).waitFor({ state: 'attached' })
      await signal('second')
      const told = preview.page.locator(`[data-passkey-id="${passkeyId}"].fresh`)
      await told.waitFor()
      await preview.page.locator('.notice').nth(2).waitFor({ state: 'attached' })

      const boxOf = async (part: Locator) => {
        const { y = NaN, height = NaN } = (await part.boundingBox()) ?? {}
        return { top: y, bottom: y + height }
      }
      const list = await boxOf(preview.page.locator('[data-scroller]'))
      const notices = await boxOf(preview.page.locator('.notice-list'))
      expect(list.bottom).toBeLessThanOrEqual(notices.top + 1)
      await expect.poll(async () => (await boxOf(told)).bottom).toBeLessThanOrEqual(list.bottom + 1)
      expect((await boxOf(told)).top).toBeGreaterThanOrEqual(list.top)
      expect(await overflows(preview.page)).toEqual([])
    },
  )

  it('leaves the details in a narrow window when the link of the view is pressed again', async () => {
    await preview.open('passkeys', NARROW)
    const row = preview.page.locator('[data-passkey-id]').first()
    await row.click()
    const detail = preview.page.getByRole('region', { name: 'Passkey' })
    await detail.waitFor()

    await preview.page.getByRole('link', { name: 'Passkeys', exact: true }).click()

    await detail.waitFor({ state: 'detached' })
    await expect.poll(() => row.evaluate((one) => one === document.activeElement)).toBe(true)
  })

  it('marks a row whose names a page changed', async () => {
    await preview.open('passkeys')

    await preview.page.evaluate(
      (entry) => window.fake.signal(entry),
      renameEntry({ at: Date.now() }),
    )

    await preview.page
      .locator('[data-passkey-id="AQID"].fresh')
      .getByText('Ada King')
      .first()
      .waitFor()
    expect(await violations(preview.page)).toEqual([])
  })
})
