/** The record as a file for other programs: docs/signals.md, "The record as JSON". */
import * as v from 'valibot'
import { activityEntrySchema, type ActivityEntry } from '../../shared/activity'

const FORMAT = 'latchkey-record'
/** Counts up when a reader of the old would misread the new. A field more is none. */
const VERSION = 1

export interface RecordFile {
  readonly name: string
  /** Piece by piece: ten thousand entries may be more than one string holds. */
  readonly text: Iterable<string>
}

/**
 * One entry a line, the newest first.
 *
 * @param app the app's version.
 * @param now milliseconds since the Unix epoch.
 */
export function recordFile(
  entries: readonly ActivityEntry[],
  { app, now }: { readonly app: string; readonly now: number },
): RecordFile {
  const savedAt = new Date(now)
  return {
    name: `${FORMAT}-${localDate(savedAt)}.json`,
    text: textOf(entries, { format: FORMAT, version: VERSION, app, savedAt }),
  }
}

function* textOf(entries: readonly ActivityEntry[], header: object): Generator<string> {
  yield `${JSON.stringify(header, null, 2).slice(0, -2)},\n  "entries": [`
  for (const [index, entry] of entries.entries())
    // Nothing leaves that the contract does not name.
    yield `${index === 0 ? '' : ','}\n    ${JSON.stringify(v.parse(activityEntrySchema, entry))}`
  yield `${entries.length === 0 ? '' : '\n  '}]\n}\n`
}

/** The user's own date, as `2026-01-31`. */
function localDate(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
