/** The results of one part of the benchmark, and their text for a terminal. */
import type { Row } from './samples'

/** A quotient of two medians, a size or a share, and its goal. */
export interface Finding {
  readonly what: string
  readonly value: number
  readonly unit: '×' | 'ms' | 'kB' | 'MB' | '%'
  /** A missed goal does not fail the run. */
  readonly goal: { readonly atMost: number } | { readonly atLeast: number }
}

export interface Section {
  readonly title: string
  readonly rows: readonly Row[]
  readonly findings: readonly Finding[]
}

export interface Report {
  /** The machine that ran the benchmark. */
  readonly machine: Readonly<Record<string, string>>
  readonly sections: readonly Section[]
}

export function reportText({ machine, sections }: Report): string {
  const about = Object.entries(machine).map(([name, value]) => `${name}: ${value}`)
  return [about.join('\n'), ...sections.map(sectionText)].join('\n\n')
}

/** Whether a finding meets its goal. */
function isMet({ value, goal }: Finding): boolean {
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast
}

function sectionText({ title, rows, findings }: Section): string {
  return [
    title,
    rows.length === 0
      ? ''
      : columns([
          ['', 'min ms', 'p25', 'median', 'p75', 'p95', 'max', 'runs'],
          ...rows.map(({ name, min, p25, median, p75, p95, max, count }) => [
            name,
            ...[min, p25, median, p75, p95, max].map((ms) => ms.toFixed(3)),
            String(count),
          ]),
        ]),
    columns(findings.map(findingCells)),
  ]
    .filter((text) => text !== '')
    .join('\n')
}

function findingCells(finding: Finding): string[] {
  const { what, value, unit, goal } = finding
  const wanted = 'atMost' in goal ? `≤ ${shortly(goal.atMost)}` : `≥ ${shortly(goal.atLeast)}`
  return [what, `${value.toFixed(2)} ${unit}`, `goal ${wanted}`, isMet(finding) ? '✓' : '✗ missed']
}

function shortly(value: number): string {
  return String(Number(value.toFixed(2)))
}

/** Aligns the first column left and all other columns right. */
function columns(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? '').length)),
  )
  const padded = lines.map((line) =>
    line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    ),
  )
  return padded.map((line) => `  ${line.join('  ')}`.trimEnd()).join('\n')
}
