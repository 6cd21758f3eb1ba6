/** The texts of a dry run. */
import type { PasskeyChange } from '../../shared/activity'
import type { DryRun } from '../../shared/signal-dry-run'
import { passkeysText } from './count-text'
import { policyWords } from './policy-words'

export type DryRunOutcome = DryRun['outcomes'][number]

const verbs: Readonly<Record<Exclude<PasskeyChange['what'], 'renamed'>, string>> = {
  hidden: 'would be hidden',
  shown: 'would be shown again',
  deleted: 'would move to the trash',
  restored: 'would be restored from the trash',
}

/** What would happen to one passkey; the text follows the passkey's name. */
export function wouldBe(change: PasskeyChange): string {
  return change.what === 'renamed' ? 'would be renamed' : verbs[change.what]
}

/** How many passkeys an outcome changes. */
export function changedCount({ changes, moreChanges }: DryRunOutcome): number {
  return changes.length + moreChanges
}

/** One sentence for screen readers, which do not notice that the table changed. */
export function dryRunSummary({ inForce, outcomes }: DryRun): string {
  const outcome = outcomes.find(({ policy }) => policy === inForce)
  if (outcome === undefined) return ''
  const count = changedCount(outcome)
  const passkeys = passkeysText(count)
  const what = count === 0 ? 'nothing would change' : `${passkeys} would change`
  return `Under the policy “${policyWords[inForce]}”, ${what}.`
}
