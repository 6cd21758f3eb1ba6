import { describe, expect, it } from 'vitest'
import { textReport } from '../../../../playwright/audit/report/text'
import { auditFinding, auditRow, reportCard } from '../../../support/audit-rows'
import { HOSTILE_TEXTS } from '../../../support/hostile-texts'

describe('the report for a terminal', () => {
  it('has a line for each row, the findings in full, and the counts', () => {
    const card = reportCard([
      auditRow(),
      auditFinding({
        id: 'signature-flipped',
        place: 'signature',
        words: null,
        title: 'One bit of the signature is flipped.',
        section: 'WebAuthn §7.2 step 21',
        advice: 'Verify the signature.',
        changes: [{ what: 'signature', from: '00', to: '01' }],
      }),
      auditRow({ id: 'a', outcome: 'not tried', reason: 'no attestation' }),
      auditRow({ id: 'b', ceremony: 'create', outcome: 'not tried', reason: 'no attestation' }),
    ])

    expect(textReport(card)).toBe(
      [
        'Audit of the demo, 2026-11-30, Latchkey 1.2.3, chromium 149',
        '',
        '  place               row                          severity  expected  outcome',
        '✓ authenticator-data  uv-not-set (sign-in)         critical  refused   refused',
        '✗ signature           signature-flipped (sign-in)  critical  refused   accepted',
        '· authenticator-data  a (sign-in)                  critical  refused   not tried',
        '· authenticator-data  b (registration)             critical  refused   not tried',
        '',
        '✗ critical: signature-flipped (sign-in)',
        '  One bit of the signature is flipped.',
        '  The relying party accepted an answer with this fault; a correct one refuses it (WebAuthn §7.2 step 21).',
        '  Latchkey changed signature from 00 to 01.',
        '  Verify the signature.',
        '',
        'Not tried:',
        '  no attestation',
        '    a (sign-in), b (registration)',
        '',
        '4 rows in 2 s: 1 accepted, 1 refused, 2 not tried. 1 finding (1 critical).',
        '',
      ].join('\n'),
    )
  })

  it('counts many rows that were not tried, and does not name them', () => {
    const rows = Array.from({ length: 11 }, (_, n) =>
      auditRow({ id: `f${n}`, outcome: 'not tried', reason: 'stopped' }),
    )

    expect(textReport(reportCard(rows))).toContain('Not tried:\n  stopped\n    11 rows\n')
    expect(textReport(reportCard(rows.slice(1)))).toContain('    f1 (sign-in), f2 (sign-in), ')
  })

  it('marks known findings', () => {
    const text = textReport(reportCard([auditFinding({ known: true })]))

    expect(text).toContain('~ critical: uv-not-set (sign-in), in the baseline\n')
    expect(text).toContain('1 finding (1 critical), 1 of them in the baseline.\n')
  })

  it('uses colours only if asked to', () => {
    const card = reportCard([auditFinding()])

    expect(textReport(card, { colours: true })).toContain('\u001b[31m✗ critical')
    expect(textReport(card)).not.toContain('\u001b')
  })

  it.each(HOSTILE_TEXTS)('writes what would move the cursor as numbers: %s', (_, text) => {
    const row = { words: text, title: text, advice: text, notes: [text], section: text }
    const report = textReport(reportCard([auditFinding(row)], text))

    expect(report.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    expect(report.split('\n')).toHaveLength(14)
  })
})
