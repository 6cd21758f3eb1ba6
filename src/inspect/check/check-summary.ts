import type { CheckStep, Outcome } from './step'

/** One sentence: how many steps fail, pass and stay open. */
export function checkSummary(steps: readonly CheckStep[]): string {
  const count = (outcome: Outcome) => steps.filter((step) => step.outcome === outcome).length
  const [wrong, ok, open] = [count('wrong'), count('ok'), count('only-server-knows')]
  const parts = [
    wrong > 0 ? `${wrong} ${wrong === 1 ? 'step fails' : 'steps fail'}` : 'No step fails',
    `${ok} ${ok === 1 ? 'passes' : 'pass'}`,
    ...(open > 0 ? [`${open} only your server can judge`] : []),
  ]
  return `${parts.join(', ')}.`
}
