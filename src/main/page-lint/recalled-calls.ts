/** After a start, gives the lint the recorded calls, so that it knows the earlier calls of pages. */
import { credentialOf } from '../../inspect/lint/recorded-calls'
import type { CeremonyCall } from '../../inspect/lint/page-call'
import type { ActivityEntry } from '../../shared/activity'
import type { CeremonyDetail } from '../../shared/ceremony-detail'
import type { Clock } from '../platform/ports'

/** The delay before the first piece, because other work of the start goes first. */
const FIRST_MS = 1000
/** The pause between two pieces. */
const REST_MS = 20
/** A detail may have 64 KiB. */
const CALLS_IN_PIECE = 4
/** The maximum number of details in the record. */
const MOST_CALLS = 1000

export interface RecallParts {
  readonly activity: {
    /** Newest first. */
    list(): readonly ActivityEntry[]
    detail(entryId: string): CeremonyDetail | null
  }
  /** Receives the calls, newest first. */
  readonly recall: (key: string, call: CeremonyCall) => void
  readonly after: Clock['after']
  readonly isOpen: () => boolean
  /** Called with the error of a call. The remaining calls are skipped. */
  readonly failed: (error: unknown) => void
}

export interface Recall {
  /** Call it after the vault was opened again, because a locked vault has no record to read. */
  readonly resume: () => void
  readonly stop: () => void
}

/** Passes on the recorded calls in small pieces. */
export function recallCalls({ activity, recall, after, isOpen, failed }: RecallParts): Recall {
  let entries: readonly ActivityEntry[] | undefined
  let next = 0
  let isPaused = false
  let stop = after(FIRST_MS, piece)

  function piece(): void {
    isPaused = !isOpen()
    if (isPaused) return
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

  return {
    resume: () => {
      if (isPaused) stop = after(REST_MS, piece)
      isPaused = false
    },
    stop: () => stop(),
  }
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
