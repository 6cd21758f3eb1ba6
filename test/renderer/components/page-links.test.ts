// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { CountedFinding } from '../../../src/shared/lint-finding'
import { mountWindow } from '../../support/mounted-window'
import { click, field, find, goTo, row, settle, text } from '../../support/window-parts'
import { activityEntry, lintFinding, pairedPage, passkeySummary } from '../../support/window-data'

const ORIGIN = 'https://login.example.org'

const link = (name: string | RegExp): HTMLElement => {
  const found = Array.from(document.querySelectorAll('main a')).find((one) =>
    typeof name === 'string' ? text(one) === name : name.test(text(one)),
  )
  if (!(found instanceof HTMLElement)) throw new Error(`no link is called ${name}`)
  return found
}

function countedFinding(fields: Partial<CountedFinding> = {}): CountedFinding {
  const call = { call: 'get', signal: null, entryId: '1', at: 5, times: 1 } as const
  return { ...lintFinding(), ...call, origin: ORIGIN, ...fields }
}

async function open() {
  return mountWindow({
    pages: [pairedPage({ origin: 'https://shop.example' }), pairedPage({ origin: ORIGIN })],
    passkeys: [
      passkeySummary({ id: 'A', rpId: 'example.org' }),
      passkeySummary({ id: 'B', rpId: 'login.example.org' }),
      passkeySummary({ id: 'C', rpId: 'ample.org' }),
    ],
    activity: [
      activityEntry({ id: '1', origin: ORIGIN }),
      activityEntry({ id: '2', origin: 'https://example.org' }),
    ],
  })
}

it('leads from a page to the passkeys that it may use', async () => {
  await open()
  await goTo('Pages')

  await click(link('2 passkeys'))

  expect(text(find('h1'))).toBe('Passkeys')
  expect(field('Search passkeys').value).toBe('rpid:login.example.org rpid:example.org')
  expect(document.querySelectorAll('[data-passkey-id]')).toHaveLength(2)
})

it('leads from a page to its entries in Activity', async () => {
  await open()
  await goTo('Pages')

  await click(link('1 entry'))

  expect(text(find('h1'))).toBe('Activity')
  expect((find('select[aria-label=Page]') as HTMLSelectElement).value).toBe(ORIGIN)
})

it('links a page to the lint findings in its calls, and to no findings of others', async () => {
  const fake = await open()
  const finding = countedFinding({ severity: 'error' })
  fake.state.findings = [
    { origin: ORIGIN, calls: 2, findings: [finding, countedFinding({ severity: 'hint' })] },
    { origin: 'https://other.example', calls: 2, findings: [finding] },
  ]
  await goTo('Pages')

  await click(link('Lint: 1 error, 1 hint'))

  expect([text(find('h1')), text(document.activeElement!)]).toEqual(['Activity', 'Lint of pages'])
  expect(Array.from(document.querySelectorAll('.page-findings h3'), (one) => text(one))).toEqual([
    `${ORIGIN}1 error, 1 hint in 2 calls`,
  ])
})

it('names the findings as they come', async () => {
  const fake = await open()
  await goTo('Pages')
  expect(document.querySelector('[data-link=lint]')).toBeNull()

  fake.state.findings = [{ origin: ORIGIN, calls: 2, findings: [countedFinding()] }]
  fake.emit('pageFindingsChanged', undefined)
  await settle()

  expect(document.querySelectorAll('[data-link=lint]')).toHaveLength(1)
})

it('leads from an entry to its page, and from its menu', async () => {
  await open()
  await goTo('Activity')
  await click(find('[data-entry-id="1"]'))
  await click(find('.entry-summary a[href="#pages"]'))
  expect([text(find('h1')), text(document.activeElement!)]).toEqual(['Pages', ORIGIN])

  await goTo('Activity')
  find('[data-entry-id="1"]').dispatchEvent(new MouseEvent('contextmenu', { bubbles: true }))
  await settle()
  await click(
    Array.from(document.querySelectorAll<HTMLElement>('[role=menuitem]')).find((one) =>
      text(one).startsWith('Show in Pages'),
    )!,
  )
  expect([text(find('h1')), text(document.activeElement!)]).toEqual(['Pages', ORIGIN])
})

it('does not lead from an entry to a page that is not connected', async () => {
  await open()
  await goTo('Activity')

  await click(find('[data-entry-id="2"]'))

  expect(text(find('.entry-summary'))).toContain('https://example.org')
  expect(document.querySelector('.entry-summary a[href="#pages"]')).toBeNull()
})

it('leads from a passkey to the connected page', async () => {
  await open()
  await click(row('B'))

  await click(link(ORIGIN))

  expect(text(find('h1'))).toBe('Pages')
  expect(text(document.activeElement!)).toBe(ORIGIN)
  expect(document.activeElement?.getAttribute('aria-expanded')).toBe('true')
})

it('names no page for a passkey that no connected page may use', async () => {
  await open()

  await click(row('C'))

  expect(document.querySelector('.passkey-pages')).toBeNull()
})
