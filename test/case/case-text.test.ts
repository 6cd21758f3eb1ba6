import { expect, it } from 'vitest'
import { caseText } from '../../src/case/case-text'
import type { CheckStep } from '../../src/inspect/check/step'
import { genuineCase } from '../support/inspect-command'

it.each([
  ['AAAA', 'challenge: AQID, and not AAAA'],
  [null, 'challenge: AQID; the expected value is not known'],
])('compares with the expected value, where it is known: %s', async (expected, line) => {
  const step: CheckStep = {
    section: '§7.1 step 8',
    title: 'The challenge is the one that was sent.',
    outcome: 'wrong',
    why: '',
    compared: [{ name: 'challenge', got: 'AQID', expected }],
    parts: [],
  }
  const said = caseText(await genuineCase(), { decoded: null, check: [step], lint: [] })

  expect(said).toContain(` ${line}\n`)
})
