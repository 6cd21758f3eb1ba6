import { expect, it } from 'vitest'
import { activityRows } from '../../../src/renderer/support/activity-rows'
import { activityEntry } from '../../support/window-data'

const noon = new Date(2026, 2, 14, 12, 0, 0).getTime()
const HOUR = 60 * 60_000

it('begins a day with its newest entry', () => {
  const ago = [0, 11, 12, 13, 36, 37, 100].map((hours) =>
    activityEntry({ at: noon - hours * HOUR }),
  )

  expect(activityRows(ago).map(({ beginsDay }) => beginsDay)).toEqual([
    true,
    false,
    false,
    true,
    false,
    true,
    true,
  ])
})
