/** A baseline: the findings that are known, so that only new ones fail a build. */
import { readFileSync } from 'node:fs'
import { writeUserFile } from '../client/user-file.js'
import { whyNotRead } from '../client/why-no-file.js'
import { AuditError } from './audit-error.js'
import type { ReportCard, Row } from './report-card.js'

export interface Baseline {
  /** The version of this format. */
  readonly version: 1
  /** Keys of rows, such as `fault/uv-not-set/get`, in order. */
  readonly findings: readonly string[]
}

/** @returns the findings of a report card as a baseline. */
export function baselineOf({ rows }: Pick<ReportCard, 'rows'>): Baseline {
  return {
    version: 1,
    findings: rows
      .filter(({ finding }) => finding)
      .map(({ key }) => key)
      .sort(),
  }
}

/** Marks the rows whose findings are in the baseline. */
export function withKnown(rows: readonly Row[], baseline: Baseline | undefined): readonly Row[] {
  const known = new Set(baseline?.findings)
  return rows.map((row) => ({ ...row, known: row.finding && known.has(row.key) }))
}

/** @throws {AuditError} when the file cannot be read, or is not a baseline. */
export function readBaseline(path: string): Baseline {
  const parsed = parse(path)
  if (!isBaseline(parsed))
    throw new AuditError(
      `${path} is no baseline of this version. Write a new one with --write-baseline.`,
    )
  return parsed
}

/** @throws {AuditError} when the file cannot be written. */
export function writeBaseline(path: string, baseline: Baseline): void {
  try {
    writeUserFile(path, `${JSON.stringify(baseline, null, 2)}\n`)
  } catch (error) {
    throw new AuditError((error as Error).message, { cause: error })
  }
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new AuditError(
      `The baseline cannot be read from ${path}, because ${whyNotRead(error)}. Check the path, or write a new one with --write-baseline.`,
      { cause: error },
    )
  }
}

function isBaseline(given: unknown): given is Baseline {
  if (typeof given !== 'object' || given === null) return false
  const { version, findings } = given as Partial<Record<keyof Baseline, unknown>>
  return (
    version === 1 && Array.isArray(findings) && findings.every((key) => typeof key === 'string')
  )
}
