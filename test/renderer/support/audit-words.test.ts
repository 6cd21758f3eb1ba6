import { expect, it } from 'vitest'
import {
  auditRowFilter,
  chosenFaults,
  faultPlaces,
  findingsText,
  progressText,
  rowName,
  severities,
  timeText,
  verdictText,
  type RowFilter,
} from '../../../src/renderer/support/audit-words'
import { FAULTS } from '../../../src/shared/fault'
import { auditFinding, auditRow } from '../../support/audit-rows'

it('chooses the faults of the severities and the places', () => {
  expect(chosenFaults(severities, faultPlaces)).toEqual(FAULTS)
  expect(chosenFaults([], faultPlaces)).toEqual([])
  const some = chosenFaults(['critical'], ['signature'])
  expect(some.length).toBeGreaterThan(0)
  expect(new Set(some.map(({ severity, place }) => `${severity} ${place}`))).toEqual(
    new Set(['critical signature']),
  )
})

it.each([
  [auditRow(), 'Yours refused this answer, as a correct relying party does.'],
  [auditFinding(), 'A correct relying party refuses this answer. Yours accepted it.'],
  [
    auditFinding({ kind: 'profile', expected: 'accept', outcome: 'refused' }),
    'A correct relying party accepts this genuine answer. Yours refused it.',
  ],
  [auditRow({ outcome: 'not tried' }), 'A correct relying party refuses this answer.'],
])('says what was done with an answer: %#', (row, said) => {
  expect(verdictText(row)).toBe(said)
})

it('names rows by their fault and ceremony', () => {
  expect(rowName(auditRow())).toBe('uv-not-set, sign-in')
  expect(rowName(auditRow({ kind: 'genuine', id: '', ceremony: 'create' }))).toBe(
    'genuine, registration',
  )
})

it('says how far an audit is', () => {
  const progress = { total: 256, now: '', findings: 0 }
  expect(progressText({ ...progress, done: 0, remainingMs: null })).toBe('0 of 256 trials')
  expect(progressText({ ...progress, done: 12, remainingMs: 200_000 })).toBe(
    '12 of 256 trials, about 3 min left',
  )
  expect(progressText({ ...progress, done: 256, remainingMs: 0 })).toBe('256 of 256 trials')
  expect([timeText(10), timeText(89_000)]).toEqual(['1 s', '89 s'])
})

it('counts findings', () => {
  expect([0, 1, 2].map(findingsText)).toEqual(['no findings', '1 finding', '2 findings'])
})

it.each<[RowFilter, string, readonly string[]]>([
  ['all', '', ['flipped', 'slow', 'ok']],
  ['all', 'SIGN-IN flipped', ['flipped']],
  ['findings', 'session', ['flipped']],
  ['all', 'resume over', ['ok']],
  ['accepted', 'minutes', []],
  ['not tried', 'minutes', ['slow']],
  ['all', 'check the', ['flipped']],
])('finds rows of %s by the words “%s”', (filter, search, found) => {
  const rows = [
    auditFinding({ id: 'flipped', words: 'A session begins.', advice: 'Check the signature.' }),
    auditRow({ id: 'slow', outcome: 'not tried', reason: 'It takes minutes.' }),
    auditRow({ id: 'ok', words: 'Résumé', notes: ['Over.'], advice: 'Check the flag.' }),
  ]

  expect(rows.filter(auditRowFilter(filter, search)).map(({ id }) => id)).toEqual(found)
})
