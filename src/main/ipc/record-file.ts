/** The record as a file for other programs: docs/signals.md, "The record as JSON". */
import * as v from 'valibot'
import { activityEntrySchema, type ActivityEntry } from '../../shared/activity'

const FORMAT = 'latchkey-record'
/** Increases when a reader of the old format would misread the new one. A new field does not increase it. */
const VERSION = 1

export interface RecordFile {
  readonly name: string
  /** In pieces, because ten thousand entries may exceed the maximum length of a string. */
  readonly text: Iterable<string>
}

const entriesSchema = v.array(activityEntrySchema)

/**
 * One entry per line, the newest first.
 *
 * @param app the app's version.
 * @param now milliseconds since the Unix epoch.
 * @throws when an entry violates the contract.
 */
export function recordFile(
  entries: readonly ActivityEntry[],
  { app, now }: { readonly app: string; readonly now: number },
): RecordFile {
  const savedAt = new Date(now)
  // Checked before the first piece, so that a file never ends at an invalid entry.
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

/** The user's local date, such as `2026-01-31`. */
function localDate(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
