/** Times in texts that more than one program or window shows. All arguments are milliseconds since the Unix epoch. */
import { once } from './once'

/** British English writes months as words and hours from 0 to 23. */
export const LOCALE = 'en-GB'

const dateAndTime = once(
  () => new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' }),
)

/** Date and time to the minute, by the user's clock. */
export function shortTime(at: number): string {
  return dateAndTime().format(at)
}

/** A time as `2026-11-29 12:00 UTC`. A file may hold any number. */
export function utcTime(at: number): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return 'an unknown time'
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
