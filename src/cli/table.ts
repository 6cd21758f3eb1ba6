import { cut, plain } from './plain-text'

const GAP = '  '
/** Characters that a column has at least. */
const LEAST = 8

/**
 * Rows under their headings.
 *
 * @param columns of the terminal, into which the widest columns are cut; undefined: nothing is cut.
 */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number | undefined,
): string {
  const cells = [headings, ...rows.map((row) => row.map(plain))]
  const widths = fit(
    headings.map((_, index) => Math.max(...cells.map((row) => lengthOf(row[index])))),
    columns,
  )
  return cells
    .map((row) =>
      row
        .map((cell, index) => padded(cell, widths[index] ?? 0))
        .join(GAP)
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}

function fit(widths: number[], columns: number | undefined): number[] {
  if (columns === undefined) return widths
  const fitted = [...widths]
  const room = columns - GAP.length * (widths.length - 1)
  const sum = () => fitted.reduce((total, width) => total + width, 0)
  for (let over = sum() - room; over > 0; over = sum() - room) {
    const widest = Math.max(...fitted)
    if (widest <= LEAST) break
    fitted[fitted.indexOf(widest)] = Math.max(widest - over, LEAST, Math.ceil(widest / 2))
  }
  return fitted
}

function padded(cell: string, width: number): string {
  const text = cut(cell, width)
  return text + ' '.repeat(width - lengthOf(text))
}

function lengthOf(text = ''): number {
  return Array.from(text).length
}
