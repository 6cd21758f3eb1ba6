import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import {
  baselineOf,
  readBaseline,
  withKnown,
  writeBaseline,
} from '../../../playwright/audit/baseline'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'
import { auditFinding, auditRow, reportCard } from '../../support/audit-rows'

afterEach(removeTemporaryFolders)

const high = auditFinding({ key: 'fault/b/get', id: 'b', severity: 'high' })
const low = auditFinding({ key: 'fault/a/get', id: 'a', severity: 'low' })
const right = auditRow({ key: 'fault/c/get', id: 'c' })

describe('a baseline', () => {
  it('keeps the keys of findings, in order, and reads them again', () => {
    const file = join(temporaryFolder(), 'baseline.json')
    writeBaseline(file, baselineOf(reportCard([high, right, low])))

    expect(readBaseline(file)).toEqual({ version: 1, findings: ['fault/a/get', 'fault/b/get'] })
  })

  it('marks its findings, and only if they are still findings', () => {
    const baseline = { version: 1, findings: ['fault/b/get', 'fault/c/get'] } as const

    expect(withKnown([high, low, right], baseline).map(({ known }) => known)).toEqual([
      true,
      false,
      false,
    ])
  })

  it.each([
    ['no JSON', '{', 'it is not JSON'],
    ['no object', 'null', 'is no baseline of this version'],
    ['another version', '{"version":2,"findings":[]}', 'is no baseline of this version'],
    ['other findings', '{"version":1,"findings":[1]}', 'is no baseline of this version'],
  ])('is refused when the file has %s', (_, text, message) => {
    const file = join(temporaryFolder(), 'baseline.json')
    writeFileSync(file, text)

    expect(() => readBaseline(file)).toThrow(message)
  })

  it('is refused when there is no file', () => {
    expect(() => readBaseline('/nowhere/baseline.json')).toThrow(
      'The baseline cannot be read from /nowhere/baseline.json, because there is no such file.',
    )
  })
})
