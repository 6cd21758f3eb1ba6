/** The window in a real browser, over a main process in memory: accessibility, layout, policy, scale. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { activityScenes } from '../renderer/preview/activity-scenes'
import { detailScenes } from '../renderer/preview/detail-scenes'
import { listScenes } from '../renderer/preview/list-scenes'
import { policyScenes } from '../renderer/preview/policy-scenes'
import type { ActivityEntry } from '../../src/shared/activity'
import { servePreview } from '../support/window-preview'
import { renameEntry } from '../support/window-data'

interface Size {
  readonly width: number
  readonly height: number
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const axeSource = readFileSync(axeFile, 'utf8')
const desktop: Size = { width: 1100, height: 720 }
/** What a 1100 × 720 window has left at 200 %, in CSS pixels. */
const doubled: Size = { width: 550, height: 360 }
const narrow: Size = { width: 360, height: 640 }

let preview: Awaited<ReturnType<typeof servePreview>>
let browser: Browser
let context: BrowserContext
let page: Page
let complaints: string[] = []

beforeAll(async () => {
  preview = await servePreview()
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  context = await browser.newContext({ reducedMotion: 'reduce' })
  // As a debugger does: the page's policy would refuse the script.
  await context.addInitScript(axeSource)
  page = await context.newPage()
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) complaints.push(message.text())
  })
})
afterAll(async () => {
  await browser.close()
  await preview.close()
})
afterEach(() => {
  expect(complaints).toEqual([])
})

/** Reloads the window, without state of the test before. */
async function open(scene: string, size = desktop) {
  complaints = []
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.goto(`${preview.url}?scene=${scene}`)
  await page.getByText('Passkeys here are for testing').waitFor({ state: 'attached' })
  await page.locator('html[data-scene]').waitFor({ state: 'attached' })
}

async function show(view: string): Promise<void> {
  await page.getByRole('link', { name: view, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: view }).waitFor()
}

/** What axe finds, one line a node. */
async function violations(): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document, { resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  })
}

type Scheme = 'light' | 'dark'

/** Visible faults, in each colour scheme. */
async function faults(schemes: readonly Scheme[]): Promise<string[]> {
  const found = await overflows()
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    found.push(...(await violations()).map((fault) => `${colorScheme}: ${fault}`))
  }
  return found
}

/** Elements that stick out of the window to a side, and are not inside something that scrolls. */
async function overflows(): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth } = document.documentElement
    const wide = scrollWidth > innerWidth ? [`document: ${scrollWidth}`] : []
    const clipped = (element: Element) => {
      for (let above = element.parentElement; above !== null; above = above.parentElement) {
        if (getComputedStyle(above).overflowX !== 'visible') return above !== document.body
      }
      return false
    }
    const cut = Array.from(document.querySelectorAll<HTMLElement>('#app *, [role$=dialog] *'))
      .filter((element) => !element.closest('.visually-hidden'))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        return width > 0 && (left < -1 || right > innerWidth + 1) && !clipped(element)
      })
      .map((element) => element.outerHTML.slice(0, 120))
    const scrolling = Array.from(document.querySelectorAll('main, main *, [role$=dialog]'))
      .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowY))
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `scrolls sideways: ${element.className}`)
    return [...wide, ...cut, ...scrolling]
  })
}

/** In the page: milliseconds from each of 15 signals until its name stands in the list. */
async function timeNewNames(entry: ActivityEntry): Promise<number[]> {
  const passkeyId = 'many-200'
  const row = document.querySelector(`[data-passkey-id="${passkeyId}"]`)
  const times: number[] = []
  for (let time = 0; time < 15; time++) {
    const name = `Name ${time}`
    const before = { userName: 'ada', userDisplayName: 'Ada' }
    const after = { userName: 'ada', userDisplayName: name }
    const changes = [{ what: 'renamed' as const, passkeyId, before, after }]
    const began = performance.now()
    window.fake.signal({ ...entry, id: name, at: Date.now(), changes })
    while (!row?.textContent.includes(name)) await new Promise((resolve) => setTimeout(resolve, 0))
    times.push(performance.now() - began)
  }
  return times
}

const views = ['Passkeys', 'Activity', 'Pages', 'Settings']
const full = [
  'pairing',
  'pairing-idn',
  'consent-create',
  'consent-sign-in',
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
  'empty',
  ...Object.keys(activityScenes),
  ...Object.keys(detailScenes),
  ...Object.keys(listScenes),
  ...Object.keys(policyScenes),
]

describe.each<[string, Size, Scheme[]]>([
  ['light and dark', desktop, ['light', 'dark']],
  ['light and dark at 360 px', narrow, ['light', 'dark']],
  ['light at 200 %', doubled, ['light']],
])('the window, %s', (_name, size, schemes) => {
  it.each(views)('has no fault for axe in %s, and cuts no text off', async (view) => {
    await open('passkeys', size)
    await show(view)

    expect(await faults(schemes)).toEqual([])
  })

  it.each(views)('has no fault for axe in an empty %s either', async (view) => {
    await open('empty', size)
    await show(view)

    expect(await faults(schemes)).toEqual([])
  })

  it.each(full)('has no fault for axe in %s, and cuts no text off', async (scene) => {
    await open(scene, size)
    if (/^(pairing|consent|command)/.test(scene)) await page.getByRole('dialog').waitFor()

    expect(await faults(schemes)).toEqual([])
  })

  it('shows the details of a passkey, renames, deletes and revokes without a fault', async () => {
    await open('passkeys', size)
    await page.locator('[data-passkey-id]').nth(1).click()
    expect(await faults(schemes)).toEqual([])

    await page.getByRole('button', { name: 'Rename' }).click()
    expect(await faults(schemes)).toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    expect(await faults(schemes)).toEqual([])

    await show('Pages')
    await page.getByRole('button', { name: 'Revoke' }).first().click()
    expect(await faults(schemes)).toEqual([])
  })

  it('keeps hostile names inside their places', async () => {
    await open('hostile', size)
    expect(await overflows()).toEqual([])

    await page.locator('[data-passkey-id]').nth(1).click()
    expect(await faults(schemes)).toEqual([])
    expect(await page.title()).toBe('Latchkey')

    // Under the open details, in a narrow window, the navigation stays in reach.
    await show('Pages')
    expect(await overflows()).toEqual([])
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

  it.each(['many', 'trash-many', 'activity-many'])(
    'scrolls through 10 000 without a long stop: %s',
    async (scene) => {
      await open(scene)
      const longest = await page.evaluate(async () => {
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

  it('shows a new name within 100 ms, among 10 000 passkeys', async () => {
    await open('many')
    await page.locator('[data-passkey-id="many-200"]').waitFor()
    const times = await page.evaluate(timeNewNames, renameEntry())

    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)]
    expect(median).toBeLessThan(100)
  })

  it('copies the script tag', async () => {
    await open('empty')

    await page.getByRole('button', { name: 'Copy the script tag' }).click()

    await page.getByText('Copied').first().waitFor()
  })

  it('marks a row whose names a page changed', async () => {
    await open('passkeys')

    await page.evaluate((entry) => window.fake.signal(entry), renameEntry({ at: Date.now() }))

    await page.locator('[data-passkey-id="AQID"].fresh').getByText('Ada King').first().waitFor()
    expect(await violations()).toEqual([])
  })
})
