/** Times as the window shows them. All arguments are milliseconds since the Unix epoch. */

import { once } from '../../shared/once'
import { LOCALE, shortTime } from '../../shared/times'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const relative = once(() => new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' }))
const exact = once(() => new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'long' }))
const date = once(() => new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' }))
const clock = once(() => new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' }))
const weekday = once(
  () => new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long' }),
)

/** “just now”, “5 minutes ago”, “yesterday”, and a date when it is more than a week away. */
export function relativeTime(at: number, now: number): string {
  const ago = now - at
  if (Math.abs(ago) < MINUTE) return 'just now'
  if (Math.abs(ago) < HOUR) return relative().format(-Math.trunc(ago / MINUTE), 'minute')
  const days = daysBetween(at, now)
  // A day on which the clocks are set back has 25 hours.
  if (Math.abs(ago) < DAY || days === 0) return relative().format(-Math.trunc(ago / HOUR), 'hour')
  if (Math.abs(days) < 7) return relative().format(-days, 'day')
  return date().format(at)
}

/** Day, date and time to the second, with the time zone. */
export function exactTime(at: number): string {
  return exact().format(at)
}

/** The date, with its year. */
export function shortDate(at: number): string {
  return date().format(at)
}

/** Hours and minutes. */
export function clockTime(at: number): string {
  return clock().format(at)
}

/** Hours to milliseconds, as `14:05:09.042`. */
export function preciseTime(at: number): string {
  return preciseTimeParts(at).join('')
}

/** As `14:05:09` and `.042`: where there is little room, the second part is left out. */
export function preciseTimeParts(at: number): readonly [seconds: string, rest: string] {
  const time = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  const whole = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')
  return [whole, `.${String(time.getMilliseconds()).padStart(3, '0')}`]
}

/** “at 14:05” today, otherwise “on 13 Nov 2026, 14:05”. */
export function momentText(at: number, now: number): string {
  return startOfDay(at) === startOfDay(now) ? `at ${clockTime(at)}` : `on ${shortTime(at)}`
}

/** “Today”, “Yesterday”, or the day of the week with its date. */
export function dayLabel(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  return Math.abs(days) < 300 ? weekday().format(at) : date().format(at)
}

/** “29 more days”, “5 more hours”, “less than an hour”. */
export function timeLeft(ms: number): string {
  if (ms < HOUR) return 'less than an hour'
  const [count, unit] = ms < DAY ? [Math.round(ms / HOUR), 'hour'] : [Math.round(ms / DAY), 'day']
  return `${count} more ${unit}${count === 1 ? '' : 's'}`
}

/** Whole seconds from `now` until `end`; at least 0. */
export function secondsLeft(end: number, now: number): number {
  return Math.max(0, Math.ceil((end - now) / 1000))
}

/** Midnights from `at` to `now`, in local time. */
function daysBetween(at: number, now: number): number {
  return Math.round((startOfDay(now) - startOfDay(at)) / DAY)
}

/** The midnight before, in local time. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
