/** The rows of the first table below a heading, without its head. Cells are trimmed. */
export function tableBelow(markdown: string, heading: string): string[][] {
  const section = markdown.split(`\n${heading}\n`)[1]
  if (section === undefined) throw new Error(`There is no heading ${heading}.`)
  const [, table = ''] = /\n((?:\|.*\n)+)/.exec(section) ?? []
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}
