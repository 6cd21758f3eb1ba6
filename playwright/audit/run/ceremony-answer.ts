/** Reads from the session's record what Latchkey did in the ceremonies of a trial. */
import type { PasskeySession } from '../../client/passkey-session.js'
import type { ActivityEntry } from '../../client/types/wire.js'
import type { CeremonyKind } from '../catalogue.js'
import type { Answer } from './judge.js'

/** @returns every ceremony of this kind that has finished, in order. */
export async function finishedCeremonies(
  session: PasskeySession,
  ceremony: CeremonyKind,
): Promise<readonly ActivityEntry[]> {
  const record = await session.activity()
  return record.filter(({ kind }) => kind === ceremony).reverse()
}

/**
 * @param fault the armed fault; undefined when there is none.
 * @returns the row's result according to the ceremonies.
 */
export function answerIn(finished: readonly ActivityEntry[], fault: string | undefined): Answer {
  const last = finished.at(-1)
  if (!last) return { kind: 'none' }
  // A page aborts its own offers, which is not a result.
  const isDone = ({ outcome }: ActivityEntry) => outcome === 'done'
  if (fault === undefined)
    return finished.some(isDone)
      ? { kind: 'given', changes: [], again: false }
      : { kind: 'failed', reason: last.reason }
  const faulty = finished.findIndex((entry) => entry.fault?.id === fault)
  const applied = finished[faulty]?.fault
  if (!applied) return { kind: 'failed', reason: last.reason }
  if ('notApplied' in applied) return { kind: 'not applied', reason: applied.notApplied }
  const again = finished.slice(faulty + 1).some(isDone)
  return { kind: 'given', changes: applied.changes, again }
}
