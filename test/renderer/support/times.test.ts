import { expect, it } from 'vitest'
import {
  clockTime,
  dayLabel,
  exactTime,
  momentText,
  preciseTime,
  relativeTime,
  secondsLeft,
  timeLeft,
} from '../../../src/renderer/support/times'
import { shortTime } from '../../../src/shared/times'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Noon in the time zone of the test. */
const now = new Date(2026, 2, 14, 12, 0, 0).getTime()

it.each([
  [0, 'just now'],
  [59_000, 'just now'],
  [5 * MINUTE, '5 minutes ago'],
  [3 * HOUR, '3 hours ago'],
  [DAY, 'yesterday'],
  [6 * DAY, '6 days ago'],
  [8 * DAY, '6 Mar 2026'],
  [-2 * HOUR, 'in 2 hours'],
])('says %i ms ago as “%s”', (ago, said) => {
  expect(relativeTime(now - ago, now)).toBe(said)
})

it.each([
  // 47 hours before, and on the day before yesterday.
  [new Date(2026, 2, 12, 13, 0), '2 days ago'],
  [new Date(2026, 2, 13, 0, 1), 'yesterday'],
  [new Date(2026, 2, 8, 0, 1), '6 days ago'],
  [new Date(2026, 2, 7, 23, 59), '7 Mar 2026'],
  [new Date(2026, 2, 16, 1, 0), 'in 2 days'],
])('counts days by midnights: %s', (at, said) => {
  expect(relativeTime(at.getTime(), now)).toBe(said)
})

it('says the exact time to the second', () => {
  expect(exactTime(now)).toMatch(/^Saturday,? 14 March 2026.*12:00:00/)
})

it('says the time of the day to the millisecond', () => {
  expect(preciseTime(new Date(2026, 2, 14, 9, 5, 7, 42).getTime())).toBe('09:05:07.042')
})

it('says date and time shortly', () => {
  expect(shortTime(now)).toBe('14 Mar 2026, 12:00')
  expect(clockTime(now)).toBe('12:00')
})

it.each([
  [0, /^Today$/],
  [DAY, /^Yesterday$/],
  [3 * DAY, /^Wednesday,? 11 March$/],
  [400 * DAY, /^7 Feb 2025$/],
])('labels the day of %i ms ago as %s', (ago, label) => {
  expect(dayLabel(now - ago, now)).toMatch(label)
})

it('counts whole seconds down, and not below none', () => {
  expect([secondsLeft(now + 1500, now), secondsLeft(now - 1, now)]).toEqual([2, 0])
})

it.each([
  [-DAY, 'less than an hour'],
  [59 * MINUTE, 'less than an hour'],
  [HOUR, '1 more hour'],
  [20 * HOUR, '20 more hours'],
  [DAY, '1 more day'],
  [30 * DAY - 1, '30 more days'],
  [29 * DAY, '29 more days'],
])('says that %i ms are left as %s', (ms, said) => {
  expect(timeLeft(ms)).toBe(said)
})

it('says when something happened: the time of today, or the day too', () => {
  expect(momentText(now, now)).toBe('at 12:00')
  expect(momentText(now - DAY, now)).toMatch(/^on 13 Mar 2026,? 12:00$/)
})
