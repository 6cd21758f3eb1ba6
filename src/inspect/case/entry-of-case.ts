import type { ActivityEntry } from '../../shared/activity'
import type { CaseFile } from '../../shared/case-file'
import type { RecordedCeremony } from './case-of-entry'

/** A ceremony of a case file, in the form of this Latchkey's record. */
export function entryOfCase(one: CaseFile): RecordedCeremony {
  const { kind, mediation, options, response, withheld, steps, failed, profile, lint } = one
  const entry = one.entry ?? unknownEntry(one)
  return {
    entry,
    detail: {
      ...{ entryId: entry.id, kind, mediation, options, response },
      ...{ withheld, steps, failed, profile, lint },
    },
  }
}

function unknownEntry({
  kind,
  origin,
  at,
  outcome,
  error,
  fault,
  savedAt,
}: CaseFile): ActivityEntry {
  return {
    id: 'case',
    at: at ?? Date.parse(savedAt),
    kind,
    signal: null,
    origin,
    rpId: null,
    outcome: outcome === 'unknown' ? 'nothing' : outcome,
    error,
    reason: 'The case file does not say why.',
    passkeyId: null,
    names: null,
    answeredBy: null,
    policy: null,
    changes: [],
    left: [],
    moreChanges: 0,
    fault,
    undoes: null,
  }
}
