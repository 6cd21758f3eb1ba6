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

const entriesSchema = v.array(activityEntrySchema)

/**
 * One entry a line, the newest first.
 *
 * @param app the app's version.
 * @param now milliseconds since the Unix epoch.
 * @throws when an entry is not as the contract has it.
 */
export function recordFile(
  entries: readonly ActivityEntry[],
  { app, now }: { readonly app: string; readonly now: number },
): RecordFile {
  const savedAt = new Date(now)
  // Nothing leaves that the contract does not name; and a file must not end where that is found.
  const checked = v.parse(entriesSchema, entries)
  return {
    name: `${FORMAT}-${localDate(savedAt)}.json`,
    text: textOf(checked, { format: FORMAT, version: VERSION, app, savedAt }),
  }
}

function* textOf(entries: readonly ActivityEntry[], header: object): Generator<string> {
  yield `${JSON.stringify(header, null, 2).slice(0, -2)},\n  "entries": [`
  for (const [index, entry] of entries.entries())
    yield `${index === 0 ? '' : ','}\n    ${JSON.stringify(entry)}`
  yield `${entries.length === 0 ? '' : '\n  '}]\n}\n`
}

/** The user's own date, as `2026-01-31`. */
function localDate(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
