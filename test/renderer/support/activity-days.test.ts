import { expect, it } from 'vitest'
import { activityDays } from '../../../src/renderer/support/activity-days'
import { activityEntry } from '../../support/window-data'

const noon = new Date(2026, 2, 14, 12).getTime()
const HOUR = 3_600_000

it('puts entries under their day, in their order', () => {
  const entries = [
    activityEntry({ id: 'a', at: noon }),
    activityEntry({ id: 'b', at: noon - 2 * HOUR }),
    activityEntry({ id: 'c', at: noon - 13 * HOUR }),
  ]

  const days = activityDays(entries, noon)

  expect(days.map(({ label, entries }) => [label, entries.map(({ id }) => id)])).toEqual([
    ['Today', ['a', 'b']],
    ['Yesterday', ['c']],
  ])
})
