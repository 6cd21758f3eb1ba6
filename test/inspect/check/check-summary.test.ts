import { expect, it } from 'vitest'
import { checkSummary } from '../../../src/inspect/check/check-summary'
import { step, type Outcome } from '../../../src/inspect/check/step'

const summaryOf = (...outcomes: Outcome[]) =>
  checkSummary(outcomes.map((outcome) => step('§7.1', 'A step.', { outcome, why: '' })))

it.each<[Outcome[], string]>([
  [['ok', 'does-not-apply'], 'No step fails, 1 passes.'],
  [['ok', 'ok', 'only-server-knows'], 'No step fails, 2 pass, 1 only your server can judge.'],
  [['wrong'], '1 step fails, 0 pass.'],
  [['wrong', 'wrong', 'ok'], '2 steps fail, 1 passes.'],
])('%j', (outcomes, words) => {
  expect(summaryOf(...outcomes)).toBe(words)
})
