/** Compares how two ceremonies ended, which a person compares first. */
import type { RecordedCeremony } from '../../inspect/case/case-of-entry'
import type { Difference } from '../../inspect/compare/differences'
import type { ActivityEntry } from '../../shared/activity'
import { afterText, stepWords } from './step-words'

const OUTCOMES: Readonly<Record<ActivityEntry['outcome'], string>> = {
  done: 'succeeded',
  nothing: 'ended without a passkey',
  refused: 'refused',
}

const ANSWERED_BY: Readonly<Record<NonNullable<ActivityEntry['answeredBy']>, string>> = {
  person: 'a person',
  script: 'a script',
  'by-itself': 'Latchkey, without asking (auto-approved)',
}

/** In the order of the facts, whichever of the ceremonies has them. */
export function compareOutcomes(
  left: RecordedCeremony,
  right: RecordedCeremony,
): readonly Difference[] {
  const other = factsOf(right)
  return factsOf(left)
    .map(([place, value], index) => ({ place, left: value, right: other[index]?.[1] ?? null }))
    .filter((one) => one.left !== one.right)
}

/** null: the ceremony does not have the fact. */
function factsOf({
  entry,
  detail,
}: RecordedCeremony): readonly (readonly [name: string, value: string | null])[] {
  const { steps, failed, profile, response, withheld } = detail
  const took = steps.at(-1)?.afterMs
  return [
    ['Outcome', OUTCOMES[entry.outcome]],
    ['Error', entry.error],
    ['Failed at', failed && stepWords[failed.step]],
    ['Section', failed?.section ?? null],
    ['Reason', entry.reason],
    ['Response', response === null && !withheld.includes('response') ? null : 'present'],
    ['Answered by', entry.answeredBy && ANSWERED_BY[entry.answeredBy]],
    ['Fault', entry.fault && faultWords(entry.fault)],
    ['Provider profile', profile?.name ?? null],
    ['Origin', entry.origin],
    ['RP ID', entry.rpId],
    ['User name', entry.names?.userName ?? null],
    ['Display name', entry.names?.userDisplayName ?? null],
    ['Device', entry.device ?? null],
    ['Time', took === undefined ? null : afterText(took)],
  ]
}

function faultWords(fault: NonNullable<ActivityEntry['fault']>): string {
  return 'notApplied' in fault ? `${fault.id}, not applied: ${fault.notApplied}` : fault.id
}
