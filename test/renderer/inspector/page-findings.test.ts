// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { CountedFinding } from '../../../src/shared/lint-finding'
import { lintFinding } from '../../support/ceremony-details'
import { mountWindow } from '../../support/mounted-window'
import { chooseIn } from '../../support/open-ceremony'
import { activityEntry, consentRequest, renameEntry } from '../../support/window-data'
import { button, buttons, click, find, goTo, press, settle, text } from '../../support/window-parts'

function counted(fields: Partial<CountedFinding> = {}): CountedFinding {
  return {
    ...lintFinding(),
    origin: 'https://example.org',
    call: 'create',
    signal: null,
    entryId: 'gone',
    at: Date.now(),
    times: 1,
    ...fields,
  }
}

const SHOP = 'https://shop.test'

function twoPages() {
  const ofShop = counted({ origin: SHOP, severity: 'hint', title: 'A hint.', times: 3 })
  return [
    { origin: 'https://example.org', calls: 4, findings: [counted({ entryId: 'entry' })] },
    { origin: SHOP, calls: 4, findings: [ofShop] },
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

async function choose(select: HTMLSelectElement, option: string): Promise<void> {
  const index = Array.from(select.options).findIndex((one) => text(one) === option)
  await chooseIn(select, index)
}

const pane = () => text(find('[aria-label="Lint of pages"]'))

it('lists what the lint found by page, and how often', async () => {
  await open()

  await click(button('Lint (2)'))

  expect(document.activeElement).toBe(find('[aria-label="Lint of pages"] h2'))
  expect(pane()).toMatch(/https:\/\/example\.org ?1 error in 4 calls/)
  expect(pane()).toMatch(/https:\/\/shop\.test ?1 hint in 4 calls.*A hint\..*3 times, just now/)
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
  await choose(find('select[aria-label=Page]') as HTMLSelectElement, SHOP)

  await click(button('Lint (1)'))
  expect(pane()).not.toContain('https://example.org')

  fake.state.findings = [{ origin: SHOP, calls: 4, findings: [counted({ title: 'A new one.' })] }]
  fake.emit('pageFindingsChanged', undefined)
  await settle()
  expect(pane()).toContain('A new one.')
})

it('keeps the list and the focus while new findings are read', async () => {
  const fake = await open()
  await click(button('Lint (2)'))
  const opener = button('Open the ceremony')
  opener.focus()
  fake.silence('listPageFindings')

  fake.emit('pageFindingsChanged', undefined)
  await settle()

  expect(pane()).toContain('3 times')
  expect(document.activeElement).toBe(opener)
})

it('says why the findings cannot be read, and reads them again', async () => {
  const fake = await open()
  await click(button('Lint (2)'))
  fake.fail('listPageFindings', 'No.')
  fake.emit('pageFindingsChanged', undefined)
  await settle()

  expect(pane()).toContain('The findings could not be read: No.')
  expect(pane()).not.toContain('no findings')
  await press('Escape')
  await click(button('Lint'))
  fake.mend('listPageFindings')
  await click(button('Try again'))
  expect(pane()).toContain('3 times')
})

it('says that one page alone has no findings, and leads back to the button', async () => {
  const fake = await open()
  await click(button('Lint (2)'))
  const page = find('select[aria-label=Page]') as HTMLSelectElement
  await choose(page, SHOP)
  const [first] = fake.state.findings
  fake.state.findings = [first!, { origin: SHOP, calls: 1, findings: [] }]
  fake.emit('pageFindingsChanged', undefined)
  await settle()

  expect(pane()).toContain(`1 call looked at, no findings on ${SHOP} since`)
  await press('Escape', {}, find('[aria-label="Lint of pages"]'))
  expect(document.activeElement).toBe(button('Lint'))
})

it.each([
  ['12 calls looked at, no findings since Latchkey was started.', [7, 5]],
  ['No page called WebAuthn since Latchkey was started.', []],
])('opens where the lint found nothing, too: %s', async (said, calls) => {
  const findings = calls.map((count, index) => {
    return { origin: `https://${index}.example`, calls: count, findings: [] }
  })
  await mountWindow({ activity: [activityEntry()], findings })
  await goTo('Activity')

  await click(button('Lint'))

  expect(pane()).toContain(said)
})

it('leads to the signal that it is about, and shows in its entry what was found', async () => {
  const finding = lintFinding({ title: 'The signal names no user.' })
  const ofSignal = { call: 'signal', signal: 'unknownCredential', entryId: 'signal' } as const
  await mountWindow({
    activity: [renameEntry({ id: 'signal' })],
    findings: [{ origin: SHOP, calls: 4, findings: [counted(ofSignal)] }],
    signalFindings: { signal: [finding] },
  })
  await goTo('Activity')
  await click(button('Lint (1)'))
  await click(button('Open the signal'))

  expect(find('[aria-selected=true]').dataset.entryId).toBe('signal')
  expect(text(find('.entry-pane [aria-label=Lint]'))).toContain('The signal names no user.')
})

it('says nothing of the lint in the entry of a signal if it found nothing', async () => {
  await mountWindow({ activity: [renameEntry({ id: 'signal' })] })
  await goTo('Activity')
  await click(find('[data-entry-id]'))

  expect(document.querySelector('.entry-pane [aria-label=Lint]')).toBeNull()
})

it('has no button for the lint if there is nothing to read', async () => {
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

it('says nothing of the lint in a question if it found nothing', async () => {
  const fake = await mountWindow()

  fake.ask({ type: 'consent', request: consentRequest() })
  await settle()

  expect(document.querySelector('.question-lint')).toBeNull()
})
