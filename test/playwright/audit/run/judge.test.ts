import { describe, expect, it } from 'vitest'
import type { Attempt } from '../../../../playwright/audit/run/attempt'
import { judge, type Answer } from '../../../../playwright/audit/run/judge'

const given: Answer = {
  kind: 'given',
  changes: [{ what: 'flags', from: '05', to: '01' }],
  again: false,
}
const accepted: Attempt = { kind: 'accepted' }
const refused: Attempt = { kind: 'refused', words: 'no' }
const hung: Attempt = { kind: 'hung' }

const ask = (
  attempt: Attempt,
  answer: Answer,
  expected: 'accept' | 'refuse' = 'refuse',
  ceremony: 'create' | 'get' = 'get',
) => judge({ expected, ceremony }, attempt, answer, 9000)

describe('the judgement of a row', () => {
  it.each([
    [accepted, 'refuse', 'accepted', true],
    [refused, 'refuse', 'refused', false],
    [accepted, 'accept', 'accepted', false],
    [refused, 'accept', 'refused', true],
  ] as const)('%j if a correct relying party would %s', (attempt, expected, outcome, finding) => {
    expect(ask(attempt, given, expected)).toMatchObject({ outcome, finding, reason: null })
  })

  it('keeps the relying party’s words and what was changed', () => {
    expect(ask(refused, given)).toMatchObject({
      words: 'no',
      changes: [{ what: 'flags', from: '05', to: '01' }],
    })
  })

  it.each<[Attempt, Answer, string]>([
    [accepted, { kind: 'none' }, 'The sign-in ended without a ceremony: Latchkey was not asked.'],
    [refused, { kind: 'none' }, 'The sign-in failed before Latchkey was asked: no'],
    [
      { kind: 'refused', words: null },
      { kind: 'none' },
      'The sign-in failed before Latchkey was asked.',
    ],
    [hung, { kind: 'none' }, 'The sign-in did not end within 9000 ms, and Latchkey was not asked.'],
    [
      refused,
      { kind: 'failed', reason: 'the user declined' },
      'Latchkey gave no answer: the user declined',
    ],
    [
      accepted,
      { kind: 'not applied', reason: 'the page asks for no attestation' },
      'the page asks for no attestation',
    ],
    [
      hung,
      given,
      'The sign-in did not end within 9000 ms after the answer, so it is not known whether the answer was accepted.',
    ],
    [
      accepted,
      { ...given, again: true },
      'The page asked a second time after the fault, and the second, genuine answer was accepted.',
    ],
  ])('says nothing about the relying party, and why: %j %j', (attempt, answer, reason) => {
    expect(ask(attempt, answer)).toMatchObject({ outcome: 'not tried', finding: false, reason })
  })

  it('counts a refusal though the page asked again', () => {
    expect(ask(refused, { ...given, again: true })).toMatchObject({ outcome: 'refused' })
  })

  it('names the registration', () => {
    expect(ask(accepted, { kind: 'none' }, 'refuse', 'create').reason).toMatch(/^The registration /)
  })
})
