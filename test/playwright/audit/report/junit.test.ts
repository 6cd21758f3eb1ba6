// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { junitReport } from '../../../../playwright/audit/report/junit'
import type { Row } from '../../../../playwright/audit/report-card'
import { auditFinding, auditRow, reportCard } from '../../../support/audit-rows'
import { HOSTILE_TEXTS } from '../../../support/hostile-texts'

/** XML 1.0 §2.2, Char. */
const XML = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u

function read(rows: readonly Row[], subject?: string): Document {
  const text = junitReport(reportCard(rows, subject))
  expect(text).toMatch(XML)
  const document = new DOMParser().parseFromString(text, 'application/xml')
  expect(document.querySelector('parsererror')).toBeNull()
  return document
}

const attributesOf = (element: Element | null) =>
  Object.fromEntries(Array.from(element?.attributes ?? [], ({ name, value }) => [name, value]))

describe('the JUnit report', () => {
  it('has a suite for each place and a case for each row', () => {
    const document = read([
      auditRow({ durationMs: 1500 }),
      auditFinding({ place: 'signature', id: 'signature-flipped' }),
      auditRow({ place: 'signature', outcome: 'not tried', reason: 'no signature', words: null }),
    ])
    const [first, second] = document.querySelectorAll('testsuite')

    expect(attributesOf(document.querySelector('testsuites'))).toMatchObject({
      name: 'Latchkey audit of the demo',
      tests: '3',
      failures: '1',
      errors: '0',
      skipped: '1',
    })
    expect(attributesOf(first ?? null)).toMatchObject({
      name: 'authenticator-data',
      tests: '1',
      failures: '0',
      time: '1.500',
      timestamp: '2026-11-30T11:00:00',
    })
    expect(attributesOf(second ?? null)).toMatchObject({ tests: '2', failures: '1', skipped: '1' })
    expect(attributesOf(document.querySelector('testcase'))).toEqual({
      classname: 'authenticator-data',
      name: 'uv-not-set (sign-in)',
      time: '1.500',
    })
  })

  it('says in a failure what is wrong and what to change', () => {
    const failure = read([auditFinding()]).querySelector('failure')

    expect(attributesOf(failure)).toEqual({ type: 'critical', message: 'The UV flag is not set.' })
    expect(failure?.textContent).toBe(
      'The UV flag is not set.\n' +
        'The relying party accepted an answer with this fault; a correct one refuses it (WebAuthn §7.2 step 17).\n' +
        'Check the UV flag.',
    )
  })

  it('skips a finding of the baseline, and a row that was not tried, with its reason', () => {
    const document = read([
      auditFinding({ known: true }),
      auditRow({ outcome: 'not tried', reason: 'no attestation' }),
    ])
    const messages = Array.from(document.querySelectorAll('skipped'), (skipped) =>
      skipped.getAttribute('message'),
    )

    expect(messages).toEqual(['The baseline has this finding.', 'no attestation'])
    expect(document.querySelector('failure')).toBeNull()
  })

  it.each(HOSTILE_TEXTS)('is well formed whatever is said: %s', (_, text) => {
    const document = read(
      [
        auditFinding({ words: text, title: text, place: text, advice: text, notes: [text] }),
        auditRow({ outcome: 'not tried', reason: text, words: text }),
      ],
      text,
    )

    expect(document.querySelectorAll('testcase')).toHaveLength(2)
    expect(document.querySelectorAll('script, [onload]')).toHaveLength(0)
    expect(document.querySelectorAll('testcase > *')).toHaveLength(4)
  })

  it('keeps characters that XML allows, and writes the others as numbers', () => {
    const words = 'a\u0000 <b> ]]> & "q" \ud800 é'
    const said = read([auditRow({ words })]).querySelector('system-out')

    expect(said?.textContent).toBe('a\\u{0} <b> ]]> & "q" \\u{d800} é')
  })
})
