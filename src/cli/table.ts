import { columnsOf, fitted, plain } from './plain-text'

const GAP = '  '
/** The minimum width of a column that is cut. */
const LEAST = 8

/**
 * Formats rows under headings.
 *
 * @param columns of the terminal. The widest columns are cut to fit, except the last, which users copy. undefined cuts no
 *   column.
 */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number | undefined,
): string {
  const cells = [headings, ...rows.map((row) => row.map(plain))]
  const widths = fit(
    headings.map((_, index) => Math.max(...cells.map((row) => columnsOf(row[index] ?? '')))),
    columns,
  )
  return cells
    .map((row) =>
      row
        .map((cell, index) => fitted(cell, widths[index] ?? 0))
        .join(GAP)
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}

function fit(widths: readonly number[], columns: number | undefined): readonly number[] {
  if (columns === undefined) return widths
  const last = widths.at(-1) ?? 0
  const others = widths.slice(0, -1)
  const room = columns - last - GAP.length * others.length
  const sum = () => others.reduce((total, width) => total + width, 0)
  for (let over = sum() - room; over > 0; over = sum() - room) {
    const widest = Math.max(...others)
    if (widest <= LEAST) break
    others[others.indexOf(widest)] = Math.max(widest - over, LEAST, Math.ceil(widest / 2))
  }
  return [...others, last]
}
