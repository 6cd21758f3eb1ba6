/** A byte string, field by field. Every byte belongs to exactly one field without parts. */
import { byteCount, shownBytes, toHex } from './bytes'

export interface Field {
  /** The specification's name. */
  readonly name: string
  /** Its offset in the shown byte string. */
  readonly offset: number
  readonly length: number
  /** Its value in words. */
  readonly value: string
  /** Whether the value is nothing but bytes in hexadecimal, and no words about them. */
  readonly isBytes?: true
  /** The problems of its bytes. */
  readonly problems: readonly string[]
  /** Whether it holds a secret. Then the value only states its length. */
  readonly isSecret: boolean
  /** Its bytes in hexadecimal; null for a secret, and for a field with parts. */
  readonly hex: string | null
  /** In the order of the bytes. The parts cover all bytes of the field. */
  readonly parts: readonly Field[]
  /** The meaning of each bit, for a set of flags. */
  readonly bits?: readonly FlagBit[]
}

export interface FlagBit {
  /** 0 is the least significant. */
  readonly bit: number
  readonly name: string
  readonly isSet: boolean
  /** The meaning of the bit's current value. */
  readonly meaning: string
}

/** The bytes from `start` up to `end`. */
export interface Range {
  readonly start: number
  readonly end: number
}

interface Details {
  readonly value?: string
  /** Whether the given value is nothing but bytes in hexadecimal. */
  readonly isBytes?: boolean
  readonly problems?: readonly string[]
  readonly isSecret?: boolean
  readonly bits?: readonly FlagBit[]
}

/** A field without parts. */
export function leaf(
  bytes: Uint8Array,
  name: string,
  { start, end }: Range,
  details: Details = {},
): Field {
  const { value, isBytes = value === undefined, problems = [], isSecret = false, bits } = details
  const own = bytes.subarray(start, end)
  return {
    name,
    offset: start,
    length: end - start,
    value: isSecret ? `${byteCount(own.length)}, not shown` : (value ?? shownBytes(own)),
    ...(isBytes && !isSecret && { isBytes }),
    problems,
    isSecret,
    hex: isSecret ? null : toHex(own),
    parts: [],
    ...(bits && { bits }),
  }
}

/** A field that consists of at least one part. */
export function group(
  name: string,
  parts: readonly Field[],
  {
    value = '',
    isBytes = false,
    problems = [],
  }: Pick<Details, 'value' | 'isBytes' | 'problems'> = {},
): Field {
  const offset = parts[0]?.offset ?? 0
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const words = { value, ...(isBytes && { isBytes }) }
  return { name, offset, length, ...words, problems, isSecret: false, hex: null, parts }
}

/** The fields of a byte string inside another one, moved by `by` bytes. */
export function shifted(fields: readonly Field[], by: number): readonly Field[] {
  return fields.map((field) => ({
    ...field,
    offset: field.offset + by,
    parts: shifted(field.parts, by),
  }))
}

/** The fields without parts, in the order of the bytes. */
export function leavesOf(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => (field.parts.length > 0 ? leavesOf(field.parts) : [field]))
}

/** A problem, and where it is. */
export interface Problem {
  /** The path: names of fields, separated by dots. */
  readonly place: string
  readonly text: string
}

/** The problems of the fields and their parts. */
export function problemsOf(fields: readonly Field[], above = ''): readonly Problem[] {
  return fields.flatMap((field) => {
    const place = above === '' ? field.name : `${above}.${field.name}`
    return [...field.problems.map((text) => ({ place, text })), ...problemsOf(field.parts, place)]
  })
}
