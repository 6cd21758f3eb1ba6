// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { CountedFinding } from '../../../src/shared/lint-finding'
import { lintFinding } from '../../support/ceremony-details'
import { mountWindow } from '../../support/mounted-window'
import { activityEntry, consentRequest } from '../../support/window-data'
import { button, buttons, click, find, goTo, press, settle, text } from '../../support/window-parts'

function counted(fields: Partial<CountedFinding> = {}): CountedFinding {
  return {
    ...lintFinding(),
    origin: 'https://example.org',
    call: 'create',
    signal: null,
    ceremonyId: null,
    at: Date.now(),
    times: 1,
    ...fields,
  }
}

const SHOP = 'https://shop.test'

function twoPages() {
  const ofShop = counted({ origin: SHOP, severity: 'hint', title: 'A hint.', times: 3 })
  return [
    { origin: 'https://example.org', findings: [counted({ ceremonyId: 'entry' })] },
    { origin: SHOP, findings: [ofShop] },
  ]
}

async function open() {
  const fake = await mountWindow({
    activity: [activityEntry(), activityEntry({ id: 'shop', origin: SHOP, at: 1 })],
    findings: twoPages(),
  })
  await goTo('Activity')
  return fake
}

const pane = () => text(find('[aria-label="Lint of pages"]'))

it('lists what the lint found by page, and how often', async () => {
  await open()

  await click(button('Lint (2)'))

  expect(document.activeElement).toBe(find('[aria-label="Lint of pages"] h2'))
  expect(pane()).toMatch(/https:\/\/example\.org ?1 error/)
  expect(pane()).toMatch(/https:\/\/shop\.test ?1 hint.*A hint\..*3 times, just now/)
})

it('leads to the ceremony, and back by Escape', async () => {
  await open()
  await click(button('Lint (2)'))
  expect(buttons('Open the ceremony')).toHaveLength(1)

  await press('Escape')
  expect(document.activeElement).toBe(button('Lint (2)'))

  await click(button('Lint (2)'))
  await click(button('Open the ceremony'))
  expect(find('[aria-selected=true]').dataset.entryId).toBe('entry')
  expect(document.querySelector('[aria-label="Lint of pages"]')).toBeNull()
})

it('lists the findings of the page that is chosen, and new ones as they come', async () => {
  const fake = await open()
  const page = find('select[aria-label=Page]') as HTMLSelectElement
  page.selectedIndex = Array.from(page.options).findIndex((one) => text(one) === SHOP)
  page.dispatchEvent(new Event('change'))
  await settle()

  await click(button('Lint (1)'))
  expect(pane()).not.toContain('https://example.org')

  fake.state.findings = [{ origin: SHOP, findings: [counted({ title: 'A new one.' })] }]
  fake.emit('pageFindingsChanged', undefined)
  await settle()
  expect(pane()).toContain('A new one.')
})

it('has no button for the lint where there is nothing to read', async () => {
  await mountWindow({ activity: [activityEntry()] })
  await goTo('Activity')

  expect(buttons('Lint (0)')).toEqual([])
})

it('says in a question what the lint found in the call, quietly', async () => {
  const fake = await mountWindow()
  const lint = [lintFinding(), lintFinding({ severity: 'hint' }), lintFinding({ severity: 'hint' })]

  fake.ask({ type: 'consent', request: consentRequest({ lint }) })
  await settle()

  expect(text(find('[role=dialog] .question-lint summary'))).toBe('Lint: 1 error, 2 hints')
  expect(text(find('.question-lint'))).toContain('Send at least 16 random bytes.')
})

it('says nothing of the lint in a question where it found nothing', async () => {
  const fake = await mountWindow()

  fake.ask({ type: 'consent', request: consentRequest() })
  await settle()

  expect(document.querySelector('.question-lint')).toBeNull()
})
