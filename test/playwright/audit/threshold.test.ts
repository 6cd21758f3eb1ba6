import { describe, expect, it } from 'vitest'
import { findingsAtLeast } from '../../../playwright/audit/threshold'
import { auditFinding, auditRow, reportCard } from '../../support/audit-rows'

const high = auditFinding({ id: 'b', severity: 'high' })
const low = auditFinding({ id: 'a', severity: 'low' })

describe('a threshold', () => {
  const card = reportCard([high, low, auditRow()])

  it.each([
    ['critical', []],
    ['high', ['b']],
    ['medium', ['b']],
    ['low', ['b', 'a']],
    ['none', []],
  ] as const)('%s fails by these findings', (threshold, ids) => {
    expect(findingsAtLeast(threshold, card).map(({ id }) => id)).toEqual(ids)
  })

  it('does not fail by known findings', () => {
    expect(findingsAtLeast('low', reportCard([{ ...high, known: true }]))).toEqual([])
  })
})
