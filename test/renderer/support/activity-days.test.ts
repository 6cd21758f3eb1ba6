import { expect, it } from 'vitest'
import { dayFilter, daysOf } from '../../../src/renderer/support/activity-days'
import { activityEntry } from '../../support/window-data'

const at = (day: number, hour: number, minute = 0) =>
  activityEntry({ at: new Date(2026, 9, day, hour, minute).getTime() })
const midnight = (day: number) => new Date(2026, 9, day).getTime()

// In Europe, 25 October has 25 hours.
const entries = [at(26, 0), at(25, 23, 59), at(25, 0), at(24, 23, 59), at(20, 12)]

it('lists each day with entries once, the newest first', () => {
  expect(daysOf(entries)).toEqual([26, 25, 24, 20].map(midnight))
})

it('lists the days of a record whose clock was set back in their order', () => {
  expect(daysOf([at(24, 1), at(26, 1), at(24, 2)])).toEqual([26, 24].map(midnight))
})

it.each([
  [26, [26]],
  [25, [25, 25]],
  [24, [24]],
  [23, []],
])('finds the entries of 2026-10-%d from midnight to midnight', (day, found) => {
  const ofDay = entries.filter(dayFilter(midnight(day)))
  expect(ofDay.map((one) => new Date(one.at).getDate())).toEqual(found)
})
