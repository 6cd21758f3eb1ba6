// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { AuditState } from '../../../src/shared/audit'
import { ALL_ROWS, auditFinding, auditRow, reportCard } from '../../support/audit-rows'
import type { FakeMain } from '../../support/fake-main'
import { mountWindow } from '../../support/mounted-window'
import { appState, profileSummary } from '../../support/window-data'
import {
  button,
  buttons,
  choose,
  click,
  find,
  goTo,
  press,
  settle,
  text,
  type,
} from '../../support/window-parts'

const FILE = { id: 'shop', name: 'shop.audit.js', folder: 'shop', allowed: true }
const card = reportCard(
  [
    auditRow({ key: 'genuine/create', kind: 'genuine', expected: 'accept', outcome: 'accepted' }),
    auditFinding({ key: 'low', severity: 'low', title: 'The low one.' }),
    auditFinding({ key: 'critical', severity: 'critical', title: 'The critical one.' }),
    auditRow({ key: 'refused' }),
    auditRow({ key: 'untried', outcome: 'not tried', words: null, reason: 'No attestation.' }),
  ],
  'the shop',
)

async function open(audit: Partial<AuditState> = {}): Promise<FakeMain> {
  const fake = await mountWindow({
    audit: { files: [FILE], run: { is: 'none' }, card: null, ...audit },
    reportCard: card,
  })
  await goTo('Audit')
  return fake
}

async function ran(): Promise<FakeMain> {
  const fake = await open()
  await click(button('Start the audit'))
  fake.endAudit(card)
  await settle()
  return fake
}

const rowTitles = () =>
  Array.from(document.querySelectorAll('.audit-rows .title')).map((one) => text(one))

it('says what an audit is, and runs a chosen file only after the user allows it', async () => {
  const fake = await open({ files: [] })
  expect(text(find('main'))).toContain('does not touch your vault')

  await click(button('Choose an audit file…'))
  fake.state.allowsAuditFiles = false
  await click(button('Start the audit'))
  expect(fake.callsOf('startAudit')).toEqual([])

  fake.state.allowsAuditFiles = true
  await click(button('Start the audit'))
  expect(fake.callsOf('allowAuditFile')).toEqual([['file-1'], ['file-1']])
  expect(fake.callsOf('startAudit')).toHaveLength(1)
})

it('tries everything at first, and then what is chosen', async () => {
  const fake = await open()
  expect(text(find('.start'))).toContain(`${ALL_ROWS} rows`)

  await click(buttons('None')[0]!)
  expect(text(find('.start'))).toContain('44 rows')
  await choose(find('.check-list input') as HTMLInputElement)
  await click(buttons('None')[1]!)
  await click(buttons('None')[2]!)
  expect(text(find('.start'))).toContain('2 rows')
  await click(button('Start the audit'))

  expect(fake.callsOf('startAudit')).toEqual([
    ['shop', { faults: [], profiles: [], browser: 'chromium' }],
  ])
})

it('shows how far the audit is, and cancels it', async () => {
  const fake = await open()
  await click(button('Start the audit'))
  expect(text(find('.audit-progress'))).toContain('Loading the file…')

  const progress = { done: 2, total: 8, now: 'uv-not-set (get)', findings: 1, remainingMs: 6_000 }
  fake.setAudit({ run: { is: 'running', fileId: 'shop', progress, cancelling: false } })
  await settle()
  expect(text(find('.audit-progress'))).toContain('uv-not-set (get)2 of 8 trials, about 6 s left')
  expect(text(find('.audit-progress'))).toContain('1 finding so far')
  await click(button('Cancel'))

  expect(text(find('main'))).toContain('The audit was cancelled.')
})

it('shows the findings of the report card, the worst first, and filters', async () => {
  await ran()
  expect(text(find('h2'))).toBe('the shop: 2 findings')
  expect(rowTitles()).toEqual(['The critical one.', 'The low one.'])
  expect(text(find('.audit-row'))).toContain(
    'A correct relying party refuses this answer. Yours accepted it.What to change: Check the UV flag.',
  )

  await choose(find('input[value="not tried"]') as HTMLInputElement)
  expect(text(find('.audit-rows'))).toContain('Not tried: No attestation.')
  await choose(find('input[value=all]') as HTMLInputElement)
  expect(rowTitles()).toHaveLength(5)
})

it('searches the rows, and shows all again when none matches', async () => {
  await ran()
  await press('/', {}, document.body)
  const field = find('input[type=search]') as HTMLInputElement
  expect(document.activeElement).toBe(field)

  await type(field, 'critical one')
  expect(rowTitles()).toEqual(['The critical one.'])

  await type(field, 'nothing like this')
  expect(text(find('.audit-report .none'))).toContain('No such row matches “nothing like this”')
  await click(button('Show all rows'))
  expect(rowTitles()).toHaveLength(5)
  expect(field.value).toBe('')
})

it('saves the card, opens it once it was saved as HTML, and runs the file again', async () => {
  const fake = await ran()
  expect(buttons('Open the HTML')).toEqual([])

  await click(button('Save as HTML…'))
  await click(button('Open the HTML'))
  await click(button('Run again'))

  expect(fake.callsOf('saveReport')).toEqual([['html']])
  expect(fake.callsOf('openReport')).toEqual([[]])
  expect(fake.callsOf('startAudit')).toHaveLength(2)
})

it('runs the same again after a lock, and after the user has changed what to try', async () => {
  const fake = await open()
  await click(buttons('None')[0]!)
  await click(button('Start the audit'))
  fake.endAudit(card)
  await settle()

  await click(button('Change what to try'))
  await choose(find('.check-list input') as HTMLInputElement)
  fake.setApp({ vault: { state: 'locked', reason: 'passphrase', explanation: '' } })
  await settle()
  fake.setApp({ vault: appState().vault })
  await settle()
  await goTo('Audit')
  if (buttons('Show the last report').length > 0) await click(button('Show the last report'))
  await click(button('Run again'))

  const [first, second] = fake.callsOf('startAudit')
  expect(second).toEqual(first)
})

it('offers the shipped providers alone', async () => {
  const own = profileSummary({ id: 'mine', title: 'My own provider', own: true })
  await mountWindow({
    audit: { files: [FILE], run: { is: 'none' }, card: null },
    profiles: [profileSummary(), own],
  })
  await goTo('Audit')

  expect(text(find('.profiles'))).toContain(profileSummary().title)
  expect(text(find('.profiles'))).not.toContain('My own provider')
})

it('shows the last card again after another view, and after a set-up', async () => {
  await ran()
  await goTo('Pages')
  await goTo('Audit')
  expect(text(find('h2'))).toBe('the shop: 2 findings')

  await click(button('Change what to try'))
  expect(text(find('h2'))).toBe('File')
  await click(button('Show the last report'))
  expect(text(find('h2'))).toBe('the shop: 2 findings')
})

it('says why an audit could not be done, and keeps the last card', async () => {
  const fake = await ran()
  fake.setAudit({ run: { is: 'failed', fileId: 'shop', message: 'No database.\nStart one.' } })
  await settle()

  expect(text(find('[role=alert]'))).toBe('The audit could not be doneNo database.Start one.')
  expect(buttons('Show the last report')).toHaveLength(1)
})

it('puts the focus on the heading when a button goes with its screen', async () => {
  await open()
  button('Start the audit').focus()
  await click(button('Start the audit'))

  expect(document.activeElement).toBe(find('h1'))
})
