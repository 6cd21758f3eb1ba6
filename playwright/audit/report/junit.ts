/** The report card as JUnit XML: one suite for each place, one test case for each row. */
import type { ReportCard, Row } from '../report-card.js'
import { attribute, escapeMarkup } from './markup-text.js'
import { findingSentence, nameOf } from './row-words.js'

/** @returns an XML document. A finding of the baseline is a skipped test, so it does not fail a build. */
export function junitReport(card: ReportCard): string {
  const places = [...new Set(card.rows.map(({ place }) => place))]
  const totals = attributesFor(card.rows)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attribute('name', `Latchkey audit of ${card.subject}`)}${totals}>`,
    ...places.map((place) => suite(place, card)),
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(place: string, { rows, date }: ReportCard): string {
  const here = rows.filter((row) => row.place === place)
  return [
    `  <testsuite${attribute('name', place)}${attribute('timestamp', date.slice(0, 19))}${attributesFor(here)}>`,
    ...here.map(testCase),
    '  </testsuite>',
  ].join('\n')
}

function attributesFor(rows: readonly Row[]): string {
  const failures = rows.filter(isFailure).length
  const skipped = rows.filter((row) => skippedBecause(row) !== undefined).length
  const time = seconds(rows.reduce((sum, { durationMs }) => sum + durationMs, 0))
  return (
    attribute('tests', rows.length) +
    attribute('failures', failures) +
    attribute('errors', 0) +
    attribute('skipped', skipped) +
    attribute('time', time)
  )
}

function testCase(row: Row): string {
  const start =
    '    <testcase' +
    attribute('classname', row.place) +
    attribute('name', nameOf(row)) +
    attribute('time', seconds(row.durationMs))
  const contents = [...resultOf(row), ...saidBy(row)]
  return contents.length === 0
    ? `${start}/>`
    : [`${start}>`, ...contents.map((line) => `      ${line}`), '    </testcase>'].join('\n')
}

function resultOf(row: Row): readonly string[] {
  const because = skippedBecause(row)
  if (because !== undefined) return [`<skipped${attribute('message', because)}/>`]
  if (!isFailure(row)) return []
  const text = [row.title, findingSentence(row), row.advice, ...row.notes].join('\n')
  return [
    `<failure${attribute('type', row.severity)}${attribute('message', row.title)}>${escapeMarkup(text)}</failure>`,
  ]
}

function saidBy({ words }: Row): readonly string[] {
  return words === null ? [] : [`<system-out>${escapeMarkup(words)}</system-out>`]
}

function isFailure({ finding, known }: Row): boolean {
  return finding && !known
}

function skippedBecause({ outcome, reason, known }: Row): string | undefined {
  if (known) return 'The baseline has this finding.'
  return outcome === 'not tried' ? (reason ?? '') : undefined
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}
