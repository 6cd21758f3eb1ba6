/** CBOR as fields. A key with a plain value is one field. A list or a map has its head and its items as parts. */
import { byteCount, shownBytes } from './bytes'
import { keyOf, type CborEntry, type CborItem } from './cbor-reader'
import { group, leaf, type Field, type Range } from './field'

/** The path of keys and indexes to an item. */
export type Path = readonly (number | string)[]

/** Knowledge about an item beyond its CBOR. */
export interface Meaning {
  /** Replaces the key. */
  readonly name?: string
  readonly value?: string
  /** Whether that value is nothing but bytes in hexadecimal. */
  readonly isBytes?: boolean
  readonly problems?: readonly string[]
  readonly isSecret?: boolean
  /** The fields of a byte string's content, with offsets in the whole. */
  readonly parts?: readonly Field[]
}

export interface CborContext {
  /** The bytes that contain the item. */
  readonly bytes: Uint8Array
  readonly meaningOf?: (path: Path, item: CborItem) => Meaning | undefined
}

export function cborField(name: string, item: CborItem, context: CborContext): Field {
  const meaning = context.meaningOf?.([], item)
  return fieldOf({ name, item, path: [], start: item.start, meaning }, context)
}

interface Shown {
  readonly name: string
  readonly item: CborItem
  readonly path: Path
  /** The start of the field: the key of the item, if it has one. */
  readonly start: number
  readonly key?: CborItem
  readonly meaning: Meaning | undefined
}

function fieldOf(shown: Shown, context: CborContext): Field {
  const { item, start, key, meaning } = shown
  const name = meaning?.name ?? shown.name
  const problems = [...(key?.problems ?? []), ...item.problems, ...(meaning?.problems ?? [])]
  const parts = meaning?.isSecret ? [] : partsOf(shown, context)
  const value = meaning?.value ?? wordsOf(item)
  const isBytes = meaning?.value === undefined ? item.kind === 'bytes' : meaning.isBytes
  const details = { value, problems, isBytes: isBytes ?? false }
  if (parts.length === 0) {
    const { isSecret = false } = meaning ?? {}
    const field = leaf(context.bytes, name, { start, end: item.end }, { ...details, isSecret })
    return isSecret ? { ...field, value: meaning?.value ?? secretWords(item) } : field
  }
  const before: Field[] = []
  if (key) before.push(leaf(context.bytes, 'key', { start, end: key.end }, { value: wordsOf(key) }))
  const end = 'items' in item || 'entries' in item || 'value' in item ? item.headEnd : item.start
  if (end > item.start) before.push(head(item, context.bytes))
  return group(name, [...before, ...parts, ...tail(item, parts, context.bytes)], details)
}

function partsOf({ item, path, meaning }: Shown, context: CborContext): readonly Field[] {
  if (meaning?.parts && meaning.parts.length > 0) return meaning.parts
  if (item.kind === 'map') return item.entries.map((entry) => entryField(entry, path, context))
  if (item.kind === 'array')
    return item.items.map((one, i) => {
      const own = [...path, i]
      const name = `[${i}]`
      return fieldOf(
        { name, item: one, path: own, start: one.start, meaning: context.meaningOf?.(own, one) },
        context,
      )
    })
  return []
}

function entryField({ key, value }: CborEntry, path: Path, context: CborContext): Field {
  const label = keyOf(key)
  const name = label === undefined ? wordsOf(key) : String(label)
  // An unreadable key takes all remaining bytes.
  if (key.kind === 'broken') return leaf(context.bytes, 'key', rangeOf(key), wrong(key))
  const own = [...path, label ?? name]
  const meaning = context.meaningOf?.(own, value)
  return fieldOf({ name, item: value, path: own, start: key.start, key, meaning }, context)
}

function wrong({ problems }: CborItem) {
  return { problems, value: 'cannot be read' }
}

function rangeOf({ start, end }: CborItem): Range {
  return { start, end }
}

function head(item: CborItem, bytes: Uint8Array): Field {
  return leaf(bytes, 'head', { start: item.start, end: item.headEnd }, { value: headWords(item) })
}

/** The head of a byte string does not have the bytes. */
function headWords(item: CborItem): string {
  if (item.kind !== 'bytes') return wordsOf(item)
  return `a byte string of ${item.value.length}`
}

/** The break at the end of a list or map of indefinite length. */
function tail(item: CborItem, parts: readonly Field[], bytes: Uint8Array): readonly Field[] {
  const last = parts.at(-1)
  const end = last ? last.offset + last.length : item.headEnd
  return end < item.end
    ? [leaf(bytes, 'end', { start: end, end: item.end }, { value: 'break' })]
    : []
}

/** An item in words. */
export function wordsOf(item: CborItem): string {
  switch (item.kind) {
    case 'integer':
      return String(item.value)
    case 'bytes':
      return shownBytes(item.value)
    case 'text':
      return JSON.stringify(item.value)
    case 'array':
      return `a list of ${item.items.length}`
    case 'map':
      return item.entries.length === 0 ? 'an empty map' : `a map of ${item.entries.length}`
    case 'tag':
      return `tag ${String(item.tag)}: ${wordsOf(item.item)}`
    case 'simple':
      return typeof item.value === 'number' ? `simple value ${item.value}` : String(item.value)
    case 'float':
      return String(item.value)
    case 'broken':
      return 'cannot be read'
  }
}

function secretWords(item: CborItem): string {
  const { kind } = item
  if (kind === 'bytes') return `${byteCount(item.value.length)}, not shown`
  return kind === 'broken' ? 'cannot be read' : `a ${kind}, not shown`
}
