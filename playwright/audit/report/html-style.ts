/** The looks of the HTML report: light and dark, on a screen and on paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1b1f24, #e6e8eb);
  --quiet: light-dark(#57606a, #9aa4ae);
  --page: light-dark(#f5f6f8, #14171a);
  --card: light-dark(#ffffff, #1c2024);
  --line: light-dark(#d8dde3, #30363d);
  --critical: light-dark(#a40e26, #ff7b80);
  --high: light-dark(#b3470b, #ffa25c);
  --medium: light-dark(#7a5c00, #e3c04a);
  --low: light-dark(#3d5a80, #8fb8e8);
  --right: light-dark(#1a6e3a, #6cc98a);
  --focus: light-dark(#0a58ca, #79b0ff);
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main, header, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.25rem; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 .75rem; font-size: 1.1rem; }
.quiet { color: var(--quiet); }
header p { margin: .35rem 0 0; }
.verdict { margin-top: 1rem; font-size: 1.05rem; font-weight: 600; }
.scores { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin: 1.25rem 0 0; padding: 0; }
.score { background: var(--card); border: 1px solid var(--line); border-top: 3px solid var(--tone); border-radius: 8px; padding: .75rem 1rem; }
.score dt { text-transform: capitalize; color: var(--tone); font-weight: 600; }
.score dd { margin: 0; }
.score .count { font-size: 1.75rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
[data-severity=critical] { --tone: var(--critical); }
[data-severity=high] { --tone: var(--high); }
[data-severity=medium] { --tone: var(--medium); }
[data-severity=low] { --tone: var(--low); }
.filters { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; margin: 1.75rem 0 .75rem; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.filters fieldset { display: flex; flex-wrap: wrap; gap: .25rem .9rem; margin: 0; padding: 0; border: 0; }
.filters legend { float: left; margin-right: .75rem; color: var(--quiet); }
.filters label { display: inline-flex; gap: .35rem; align-items: center; }
select, [type=search] { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: .15rem .4rem; }
input { accent-color: var(--focus); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
[data-found] { color: var(--tone); }
.heading { display: flex; justify-content: space-between; align-items: baseline; }
.shown { color: var(--quiet); font-variant-numeric: tabular-nums; }
.rows { display: grid; gap: .4rem; }
.row { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--line); border-radius: 8px; }
.row[data-mark=finding] { border-left-color: var(--tone); }
.row[data-mark=known] { border-left: 4px dashed var(--tone); }
.row[data-mark=right] { border-left-color: var(--right); }
.row[hidden] { display: none; }
summary { display: grid; grid-template-columns: 1.25rem minmax(0, 1fr) 6.5rem 5.5rem; gap: .75rem; align-items: baseline; padding: .5rem 1rem; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
.mark { font-weight: 700; color: var(--quiet); }
[data-mark=finding] .mark, [data-mark=known] .mark { color: var(--tone); }
[data-mark=right] .mark { color: var(--right); }
.title { overflow-wrap: anywhere; }
.name { display: block; color: var(--quiet); font-size: .86rem; }
.severity { color: var(--tone); font-weight: 600; text-transform: capitalize; }
[data-mark="not tried"] .severity, [data-mark=right] .severity { color: var(--quiet); font-weight: 400; }
.body { margin: 0; padding: .25rem 1rem .9rem 3rem; display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: .35rem .75rem; }
.body dt { color: var(--quiet); }
.body dd { margin: 0; overflow-wrap: anywhere; }
blockquote { margin: 0; padding-left: .75rem; border-left: 3px solid var(--line); white-space: pre-wrap; }
code { font: .9em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
footer { padding-top: 1.5rem; padding-bottom: 3rem; color: var(--quiet); font-size: .9rem; }
@media (max-width: 40rem) {
  summary { grid-template-columns: 1.25rem minmax(0, 1fr) auto; }
  summary .severity { grid-column: 2; }
  .body { grid-template-columns: 1fr; padding-left: 1rem; }
  .body dt { margin-top: .35rem; }
}
@media print {
  :root { color-scheme: light; --page: #fff; }
  .filters { display: none; }
  .row { break-inside: avoid; }
  .row::details-content { content-visibility: visible; height: auto; }
  main, header, footer { max-width: none; }
}
`

/** Shows the rows that the filters choose. Without it, all rows are shown. */
export const SCRIPT = `
const filters = document.querySelector('.filters')
const rows = [...document.querySelectorAll('.row')]
const shown = document.querySelector('.shown')
const plain = (text) => text.normalize('NFKD').replace(/\\p{M}/gu, '').toLowerCase()
const texts = new Map(rows.map((row) => [row, plain(row.textContent)]))
function apply() {
  const chosen = new FormData(filters)
  const severities = chosen.getAll('severity')
  const place = chosen.get('place')
  const which = chosen.get('which')
  const words = plain(chosen.get('search')).split(/\\s+/)
  let count = 0
  for (const row of rows) {
    const { severity, mark, place: own } = row.dataset
    const isShown = severities.includes(severity) && (place === '' || place === own) &&
      (which === 'all' || which === mark || (which === 'finding' && mark === 'known')) &&
      words.every((word) => texts.get(row).includes(word))
    row.hidden = !isShown
    if (isShown) count++
  }
  shown.textContent = count + ' of ' + rows.length + ' rows'
}
filters.hidden = false
filters.addEventListener('input', apply)
filters.addEventListener('submit', (event) => event.preventDefault())
addEventListener('beforeprint', () => { for (const row of rows) row.open = row.dataset.mark === 'finding' || row.open })
apply()
`
