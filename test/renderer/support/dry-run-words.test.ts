import { expect, it } from 'vitest'
import { dryRunSummary, type DryRunOutcome } from '../../../src/renderer/support/dry-run-words'
import { renameEntry } from '../../support/window-data'

const { changes } = renameEntry()
const outcome: DryRunOutcome = {
  policy: 'delete',
  reason: '',
  changes,
  left: [],
  moreChanges: 0,
}
const nothing: DryRunOutcome = { ...outcome, policy: 'spec', changes: [] }

it.each([
  ['spec', 'Under the policy “Follow the specification”, nothing would change.'],
  [
    'delete',
    'Under the policy “Delete (like Chromium’s virtual authenticator)”, 1 passkey would change.',
  ],
] as const)('says in one sentence what %s would do', (inForce, said) => {
  expect(dryRunSummary({ inForce, outcomes: [nothing, outcome] })).toBe(said)
})

it('counts the passkeys that are not told one by one', () => {
  const outcomes = [{ ...outcome, moreChanges: 899 }]

  expect(dryRunSummary({ inForce: 'delete', outcomes })).toContain('900 passkeys would change')
})
