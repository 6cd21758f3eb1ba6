import { expect, it } from 'vitest'
import { activityRows, entryRows, rowKey } from '../../../src/renderer/support/activity-rows'
import { activityEntry } from '../../support/window-data'

const noon = new Date(2026, 2, 14, 12, 0, 0).getTime()
const HOUR = 60 * 60_000

it('puts each entry under the heading of its day', () => {
  const ago = [0, 11, 12, 13, 36, 37, 100].map((hours) =>
    activityEntry({ id: `${hours} h`, at: noon - hours * HOUR }),
  )

  expect(
    activityRows(entryRows(ago)).map((row) => (row.type === 'day' ? 'day' : row.entry.id)),
  ).toEqual([
    ...['day', '0 h', '11 h', '12 h'],
    ...['day', '13 h', '36 h'],
    ...['day', '37 h'],
    ...['day', '100 h'],
  ])
})

it('gives every row a key of its own', () => {
  const rows = activityRows(
    entryRows([activityEntry({ id: 'a' }), activityEntry({ id: 'b', at: 0 })]),
  )

  expect(new Set(rows.map(rowKey)).size).toBe(4)
})
