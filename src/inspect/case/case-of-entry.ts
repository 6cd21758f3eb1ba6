import type { ActivityEntry } from '../../shared/activity'
import { CASE_FORMAT, CASE_VERSION, type CaseFile } from '../../shared/case-file'
import type { CeremonyDetail } from '../../shared/ceremony-detail'

/** What the record holds about a ceremony. */
export interface RecordedCeremony {
  readonly entry: ActivityEntry
  readonly detail: CeremonyDetail
}

/** Who saves the case, and when. */
export interface Saving {
  /** The version of Latchkey. */
  readonly app: string
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/** A case of a recorded ceremony. It has no secrets, because the record has none. */
export function caseOfEntry({ entry, detail }: RecordedCeremony, { app, now }: Saving): CaseFile {
  const { entryId: _entryId, ...kept } = detail
  const { origin, at, outcome, error, fault } = entry
  return {
    format: CASE_FORMAT,
    version: CASE_VERSION,
    app,
    savedAt: new Date(now).toISOString(),
    ...kept,
    origin,
    at,
    outcome: outcome === 'nothing' ? 'unknown' : outcome,
    error,
    fault,
    seed: null,
    clock: null,
    entry,
  }
}
