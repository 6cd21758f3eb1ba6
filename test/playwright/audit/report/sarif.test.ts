import { describe, expect, it } from 'vitest'
import { sarifReport } from '../../../../playwright/audit/report/sarif'
import type { Row } from '../../../../playwright/audit/report-card'
import { auditFinding, auditRow, reportCard } from '../../../support/audit-rows'
import { HOSTILE_TEXTS } from '../../../support/hostile-texts'

/** The parts of SARIF 2.1.0 that code scanning reads. */
interface Sarif {
  readonly version: string
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly name: string
        readonly version: string
        readonly rules: readonly { readonly id: string; readonly properties: object }[]
      }
    }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly message: { readonly text: string }
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } }
      }[]
      readonly partialFingerprints: Readonly<Record<string, string>>
      readonly suppressions?: readonly object[]
    }[]
  }[]
}

function read(rows: readonly Row[], file?: string) {
  const text = JSON.stringify(sarifReport(reportCard(rows), file === undefined ? {} : { file }))
  const { version, runs } = JSON.parse(text) as Sarif
  expect([version, runs.length]).toEqual(['2.1.0', 1])
  return runs[0]!
}

describe('the SARIF report', () => {
  it('has a result for each finding, and for no other row', () => {
    const { tool, results } = read([
      auditRow(),
      auditFinding({ key: 'fault/uv-not-set/create', ceremony: 'create' }),
      auditFinding(),
      auditFinding({ key: 'fault/b/get', id: 'b', severity: 'medium' }),
      auditRow({ outcome: 'not tried', reason: 'no attestation' }),
    ])

    expect(tool.driver).toMatchObject({ name: 'Latchkey', version: '1.2.3' })
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(['fault/uv-not-set', 'fault/b'])
    expect(
      results.map(({ ruleId, ruleIndex, level, partialFingerprints }) => [
        ruleId,
        ruleIndex,
        level,
        partialFingerprints['latchkeyRow/v1'],
      ]),
    ).toEqual([
      ['fault/uv-not-set', 0, 'error', 'fault/uv-not-set/create'],
      ['fault/uv-not-set', 0, 'error', 'fault/uv-not-set/get'],
      ['fault/b', 1, 'warning', 'fault/b/get'],
    ])
  })

  it.each([
    ['critical', 'error', '9.5'],
    ['high', 'error', '8.0'],
    ['medium', 'warning', '5.0'],
    ['low', 'note', '2.0'],
  ] as const)('says how bad a finding is: %s', (severity, level, score) => {
    const { tool, results } = read([auditFinding({ severity })])

    expect(results[0]?.level).toBe(level)
    expect(tool.driver.rules[0]?.properties).toMatchObject({ 'security-severity': score })
  })

  it('suppresses the findings of the baseline', () => {
    const [first, second] = read([auditFinding({ known: true }), auditFinding()]).results

    expect([first?.suppressions?.length, second?.suppressions]).toEqual([1, undefined])
  })

  it('shows its findings at the configuration, as a URI', () => {
    const [result] = read([auditFinding()], 'tests\\my audit.js').results

    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('tests/my%20audit.js')
  })

  it.each(HOSTILE_TEXTS)('does not change messages: %s', (_, words) => {
    const [result] = read([auditFinding({ words })]).results

    expect(result?.message.text).toContain(` It said: ${words}`)
  })
})
