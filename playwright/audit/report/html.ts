/** The report card as one HTML file that needs no other: to read, to send and to print. */
import { createHash } from 'node:crypto'
import { SEVERITIES, type Severity } from '../catalogue.js'
import type { ReportCard, Row } from '../report-card.js'
import { SCRIPT, STYLE } from './html-style.js'
import { escapeMarkup } from './markup-text.js'
import { expectedWord, markOf, nameOf, type Mark } from './row-words.js'

const MARKS: Readonly<Record<Mark, readonly [sign: string, word: string]>> = {
  finding: ['✗', 'Finding'],
  known: ['~', 'Known finding'],
  'not tried': ['·', 'Not tried'],
  right: ['✓', 'As expected'],
}

/** What is read first. */
const ORDER: readonly Mark[] = ['finding', 'known', 'right', 'not tried']

/** @returns an HTML document. A Content Security Policy allows its own style and script only. */
export function htmlReport(card: ReportCard): string {
  const title = `Audit of ${card.subject}`
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    header(title, card),
    '<main>',
    filters(card.rows),
    '<div class="heading"><h2>Rows</h2><output class="shown"></output></div>',
    '<div class="rows">',
    ...inOrder(card.rows).map(rowOf),
    '</div>',
    '</main>',
    `<footer>Latchkey ${escapeMarkup(card.latchkey)} made this report. A row that was not tried says nothing about the relying party.</footer>`,
    `<script>${SCRIPT}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

function header(title: string, card: ReportCard): string {
  const { rows, accepted, refused, notTried } = card.counts
  const seconds = Math.max(1, Math.round(card.durationMs / 1000))
  const browser = card.browser === null ? 'without a browser' : `in ${card.browser}`
  return [
    '<header>',
    `<h1><bdi>${escapeMarkup(title)}</bdi></h1>`,
    `<p class="quiet"><time datetime="${escapeMarkup(card.date)}">${escapeMarkup(card.date.slice(0, 16).replace('T', ' '))} UTC</time> · Latchkey ${escapeMarkup(card.latchkey)} ${escapeMarkup(browser)} · ${seconds} s</p>`,
    `<p class="verdict">${verdict(card)}</p>`,
    `<p class="quiet">${rows} rows: the relying party accepted ${accepted} and refused ${refused}; not tried: ${notTried}.</p>`,
    '<dl class="scores">',
    ...SEVERITIES.map((severity) => score(severity, card)),
    '</dl>',
    '</header>',
  ].join('\n')
}

function verdict({ counts: { findings, known } }: ReportCard): string {
  if (findings === 0)
    return 'No finding: the relying party did what a correct one does, wherever it was tried.'
  const old = known > 0 ? `, ${known} of them known` : ''
  return `${findings} ${findings === 1 ? 'finding' : 'findings'}${old}.`
}

function score(severity: Severity, card: ReportCard): string {
  const { tried, findings } = card.score[severity]
  return `<div class="score" data-severity="${severity}"><dt>${severity}</dt><dd><span class="count"${findings > 0 ? ' data-found' : ''}>${findings}</span> <span class="quiet">of ${tried} tried</span></dd></div>`
}

function filters(rows: readonly Row[]): string {
  const places = [...new Set(rows.map(({ place }) => place))]
  const option = (place: string) =>
    `<option value="${escapeMarkup(place)}">${escapeMarkup(place)}</option>`
  const which = [
    ['all', 'all'],
    ['finding', 'findings'],
    ['not tried', 'not tried'],
  ].map(
    ([value, label]) =>
      `<label><input type="radio" name="which" value="${value}"${value === 'all' ? ' checked' : ''}> ${label}</label>`,
  )
  const severities = SEVERITIES.map(
    (severity) =>
      `<label><input type="checkbox" name="severity" value="${severity}" checked> ${severity}</label>`,
  )
  return [
    '<form class="filters" hidden>',
    `<fieldset><legend>Show</legend>${which.join('')}</fieldset>`,
    `<fieldset><legend>Severity</legend>${severities.join('')}</fieldset>`,
    `<label>Place <select name="place"><option value="">all</option>${places.map(option).join('')}</select></label>`,
    '<label>Search <input type="search" name="search" autocomplete="off" spellcheck="false"></label>',
    '</form>',
  ].join('\n')
}

function inOrder(rows: readonly Row[]): readonly Row[] {
  const rank = (row: Row) =>
    ORDER.indexOf(markOf(row)) * SEVERITIES.length + SEVERITIES.indexOf(row.severity)
  return [...rows].sort((a, b) => rank(a) - rank(b))
}

function rowOf(row: Row): string {
  const mark = markOf(row)
  const [sign, word] = MARKS[mark]
  return [
    `<details class="row" data-mark="${mark}" data-severity="${row.severity}" data-place="${escapeMarkup(row.place)}"${mark === 'finding' ? ' open' : ''}>`,
    `<summary><span class="mark" role="img" aria-label="${word}">${sign}</span>` +
      `<span class="title">${escapeMarkup(row.title)} <span class="name">${escapeMarkup(nameOf(row))} · ${escapeMarkup(row.place)}</span></span>` +
      `<span>${row.outcome}</span><span class="severity">${row.severity}</span></summary>`,
    '<dl class="body">',
    ...bodyOf(row),
    '</dl>',
    '</details>',
  ].join('\n')
}

function bodyOf(row: Row): readonly string[] {
  const entry = (term: string, html: string) => `<dt>${term}</dt><dd>${html}</dd>`
  const text = (value: string) => `<bdi>${escapeMarkup(value)}</bdi>`
  const code = (value: string) => `<code>${escapeMarkup(value)}</code>`
  return [
    entry('Correct', `${expectedWord(row)} · ${text(row.section)}`),
    ...(row.reason === null ? [] : [entry('Not tried because', text(row.reason))]),
    ...(row.words === null
      ? []
      : [entry('It said', `<blockquote>${text(row.words)}</blockquote>`)]),
    ...row.changes.map(({ what, from, to }) =>
      entry('Latchkey changed', `${text(what)} from ${code(from)} to ${code(to)}`),
    ),
    ...row.notes.map((note) => entry('Also', text(note))),
    entry(row.finding ? 'What to change' : 'If it differs', text(row.advice)),
    entry('Key', code(row.key)),
  ]
}
