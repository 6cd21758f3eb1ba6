/** The fields of a byte string as the rows of a tree, and its bytes as the lines of a hex grid. */
import { leavesOf, type Field } from '../../inspect/decode/field'

export interface FieldRow {
  /** Unique in the tree, and the same as long as the bytes are. */
  readonly key: string
  readonly field: Field
  /** 1 for the outermost fields. */
  readonly level: number
  /** The row of the field that contains this field; null for the outermost fields. */
  readonly parent: string | null
}

/** @param closed the keys of the rows whose parts are hidden. */
export function fieldRows(
  fields: readonly Field[],
  closed: ReadonlySet<string>,
  parent: string | null = null,
  level = 1,
): readonly FieldRow[] {
  return fields.flatMap((field, index) => {
    const key = `${parent ?? ''}/${index}`
    const parts = closed.has(key) ? [] : fieldRows(field.parts, closed, key, level + 1)
    return [{ key, field, level, parent }, ...parts]
  })
}

/** Bytes of one line that belong to one field without parts. */
export interface ByteRun {
  /** Where the field begins. */
  readonly offset: number
  /** The index among the fields without parts. */
  readonly leaf: number
  /** Pairs of hexadecimal digits; dots for a secret. */
  readonly pairs: readonly string[]
}

export interface ByteLine {
  readonly offset: number
  readonly runs: readonly ByteRun[]
}

export function byteLines(fields: readonly Field[], perLine: number): readonly ByteLine[] {
  const lines: { offset: number; runs: ByteRun[] }[] = []
  let at = 0
  for (const [leaf, field] of leavesOf(fields).entries()) {
    const pairs = pairsOf(field)
    for (let taken = 0; taken < pairs.length;) {
      const column = at % perLine
      if (column === 0) lines.push({ offset: at, runs: [] })
      const own = pairs.slice(taken, taken + perLine - column)
      lines.at(-1)?.runs.push({ offset: field.offset, leaf, pairs: own })
      taken += own.length
      at += own.length
    }
  }
  return lines
}

function pairsOf({ hex, length }: Field): readonly string[] {
  return hex === null ? Array.from({ length }, () => '··') : (hex.match(/../g) ?? [])
}

/** The innermost visible row that has the byte. */
export function rowAt(rows: readonly FieldRow[], offset: number): FieldRow | undefined {
  return rows.findLast(
    ({ field }) => field.offset <= offset && offset < field.offset + field.length,
  )
}

export function hasByte(field: Field | undefined, offset: number): boolean {
  return field !== undefined && field.offset <= offset && offset < field.offset + field.length
}
