import { expect, it } from 'vitest'
import { atOnce, known, Slices, type Steps } from '../../../src/main/platform/slices'

it('work in steps pauses between two steps if a slice has lasted long enough', async () => {
  const log: string[] = []

  const result = await new Slices({ workMs: 0, restMs: 0 }).run(threeSteps(log))

  expect(log).toEqual(['step 1', 'other work', 'step 2', 'other work', 'step 3'])
  expect(result).toBe('done')
})

it('work in steps continues without a pause until its slice is over', async () => {
  const log: string[] = []

  await new Slices({ workMs: Infinity, restMs: 0 }).run(threeSteps(log))

  expect(log).toEqual(['step 1', 'step 2', 'step 3'])
})

it('work in steps can be done at once', () => {
  const log: string[] = []

  expect(atOnce(threeSteps(log))).toBe('done')
  expect(log).toEqual(['step 1', 'step 2', 'step 3'])
  expect(atOnce(known(7))).toBe(7)
})

/** After each step, other work waits for its turn. */
function* threeSteps(log: string[]): Steps<string> {
  for (const step of [1, 2, 3]) {
    log.push(`step ${step}`)
    if (step === 3) return 'done'
    setImmediate(() => log.push('other work'))
    yield
  }
  return ''
}
