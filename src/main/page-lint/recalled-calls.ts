/** After a start: gives the lint the calls that the record keeps, so that it knows what pages did before. */
import { credentialOf } from '../../inspect/lint/recorded-calls'
import type { CeremonyCall } from '../../inspect/lint/page-call'
import type { ActivityEntry } from '../../shared/activity'
import type { CeremonyDetail } from '../../shared/ceremony-detail'
import type { Clock } from '../platform/ports'

/** The start has other work first. */
const FIRST_MS = 1000
/** Between two pieces. */
const REST_MS = 20
/** A detail may have 64 KiB. */
const CALLS_IN_PIECE = 4
/** The record keeps no more details. */
const MOST_CALLS = 1000

export interface RecallParts {
  readonly activity: {
    /** Newest first. */
    list(): readonly ActivityEntry[]
    detail(entryId: string): CeremonyDetail | null
  }
  /** Takes calls, newest first. */
  readonly recall: (key: string, call: CeremonyCall) => void
  readonly after: Clock['after']
  readonly isOpen: () => boolean
  /** Gets what a call throws: the calls that are left are not recalled. */
  readonly failed: (error: unknown) => void
}

/** Recalls the calls of the record in short pieces. Returns the function that stops it. */
export function recallCalls({ activity, recall, after, isOpen, failed }: RecallParts): () => void {
  let entries: readonly ActivityEntry[] | undefined
  let next = 0
  let stop = after(FIRST_MS, piece)

  function piece(): void {
    if (!isOpen()) return
    try {
      entries ??= activity.list().filter(isCeremony).slice(0, MOST_CALLS)
      for (const entry of entries.slice(next, next + CALLS_IN_PIECE)) recallOne(entry)
    } catch (error) {
      failed(error)
      return
    }
    next += CALLS_IN_PIECE
    if (next < entries.length) stop = after(REST_MS, piece)
  }

  function recallOne(entry: ActivityEntry): void {
    const detail = activity.detail(entry.id)
    const call = detail && callOf(entry, detail)
    if (call) recall(entry.id, call)
  }

  return () => stop()
}

function isCeremony({ kind }: ActivityEntry): boolean {
  return kind === 'create' || kind === 'get'
}

/** @returns null when the record kept no options. */
function callOf(
  { origin, at, outcome, error }: ActivityEntry,
  { kind, options, mediation, response, withheld }: CeremonyDetail,
): CeremonyCall | null {
  if (origin === null || withheld.includes('options')) return null
  const hasResponse = typeof response === 'object' && response !== null
  return {
    ...{ kind, origin, at, options, mediation, error },
    hasSignal: null,
    outcome: outcome === 'refused' ? 'refused' : 'done',
    credential: hasResponse ? credentialOf(kind, response) : null,
  }
}
