import { findFault } from '../../../shared/fault'
import type { FaultOutcome } from '../../../shared/fault-outcome'

/** @returns parts of a sentence for the record; empty when no fault was armed. */
export function whatWasFaulty(fault: FaultOutcome | null): readonly string[] {
  if (!fault) return []
  if ('notApplied' in fault) return [`the fault ${fault.id} was not applied: ${fault.notApplied}`]
  const what = fault.changes.map((change) => change.what).join(', ') || 'it was so already'
  const { expected } = findFault(fault.id) ?? {}
  return [
    `the fault ${fault.id} changed the answer (${what}): a correct relying party would ${expected} it`,
  ]
}
