/** The record as a file for other programs: docs/signals.md, "The record as JSON". */
import * as v from 'valibot'
import { activityEntrySchema, type ActivityEntry } from '../../shared/activity'

const FORMAT = 'latchkey-record'
/** Goes up when a reader of the old format would misread the new one. A new field is no new version. */
const VERSION = 1

export interface RecordFile {
  readonly name: string
  /** In pieces: ten thousand entries may be longer than a string can be. */
  readonly text: Iterable<string>
}

const entriesSchema = v.array(activityEntrySchema)

/**
 * One entry a line, the newest first.
 *
 * @param app the app's version.
 * @param now milliseconds since the Unix epoch.
 * @throws when an entry does not fit the contract.
 */
export function recordFile(
  entries: readonly ActivityEntry[],
  { app, now }: { readonly app: string; readonly now: number },
): RecordFile {
  const savedAt = new Date(now)
  // Checked before the first piece, so that a file is never cut off at an entry that does not fit.
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
