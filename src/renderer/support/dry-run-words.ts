/** What a dry run found, in the window's words. */
import type { PasskeyChange } from '../../shared/activity'
import type { DryRun } from '../../shared/signal-dry-run'
import { policyWords } from './policy-words'

export type DryRunOutcome = DryRun['outcomes'][number]

const verbs: Readonly<Record<Exclude<PasskeyChange['what'], 'renamed'>, string>> = {
  hidden: 'would be hidden',
  shown: 'would be shown again',
  deleted: 'would be deleted, and go to the trash',
  restored: 'would come back from the trash',
}

/** What would become of one passkey; follows its name. A change of names speaks for itself. */
export function wouldBe(change: PasskeyChange): string {
  return change.what === 'renamed' ? 'would be renamed' : verbs[change.what]
}

/** How many passkeys an outcome changes, in all. */
export function changedCount({ changes, moreChanges }: DryRunOutcome): number {
  return changes.length + moreChanges
}

/** One sentence for whoever cannot see the table change. */
export function dryRunSummary({ inForce, outcomes }: DryRun): string {
  const outcome = outcomes.find(({ policy }) => policy === inForce)
  if (outcome === undefined) return ''
  const count = changedCount(outcome)
  const passkeys = count === 1 ? '1 passkey' : `${count} passkeys`
  const what = count === 0 ? 'nothing would change' : `${passkeys} would change`
  return `By the policy in force, ${policyWords[inForce]}, ${what}.`
}
