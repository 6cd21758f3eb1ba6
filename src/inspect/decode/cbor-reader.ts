/**
 * Reads CBOR (RFC 8949) for display: each item with its position, and its violations of CTAP2's canonical form (CTAP 2.1 §8).
 * Never throws: unreadable bytes become an item of the kind `broken`.
 */
import { byteCount, compareBytes, utf8Text } from './bytes'

export type CborItem = Place & Content

interface Place {
  readonly start: number
  /** The end of its head: its type and its length or value. */
  readonly headEnd: number
  readonly end: number
  /** What is wrong with this item itself. */
  readonly problems: readonly string[]
}

type Content =
  | { readonly kind: 'integer'; readonly value: number | bigint }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'array'; readonly items: readonly CborItem[] }
  | { readonly kind: 'map'; readonly entries: readonly CborEntry[] }
  | { readonly kind: 'tag'; readonly tag: number | bigint; readonly item: CborItem }
  | { readonly kind: 'simple'; readonly value: boolean | null | undefined | number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'broken'; readonly reason: string }

export interface CborEntry {
  readonly key: CborItem
  readonly value: CborItem
}

/** CTAP2 allows four levels. Reads more, to show the contents. */
const DEEPEST = 16
/** A limit, because hostile bytes could have an item in each byte. */
const MOST_ITEMS = 10_000

const UNSIGNED = 0
const NEGATIVE = 1
const BYTES = 2
const TEXT = 3
const ARRAY = 4
const MAP = 5
const TAG = 6
const BREAK = 0xff

/** @param start the start of the item. Ignores bytes after its end. */
export function readCbor(bytes: Uint8Array, start = 0): CborItem {
  return new Reader(bytes, start).item(0)
}

/** Whether no part of the item is broken. */
export function isWhole(item: CborItem): boolean {
  switch (item.kind) {
    case 'broken':
      return false
    case 'array':
      return item.items.every(isWhole)
    case 'map':
      return item.entries.every(({ key, value }) => isWhole(key) && isWhole(value))
    case 'tag':
      return isWhole(item.item)
    default:
      return true
  }
}

/** The value under a key of a map. For a duplicate key, the last value. */
export function valueAt(item: CborItem | undefined, key: number | string): CborItem | undefined {
  if (item?.kind !== 'map') return undefined
  return item.entries.findLast((entry) => keyOf(entry.key) === key)?.value
}

/** @returns undefined when the key is neither an integer nor a text. */
export function keyOf(item: CborItem): number | string | undefined {
  if (item.kind === 'integer') return Number(item.value)
  return item.kind === 'text' ? item.value : undefined
}

interface Head {
  readonly start: number
  readonly end: number
  readonly major: number
  readonly info: number
  /** null when the length is not stated. */
  readonly argument: number | bigint | null
  readonly problems: readonly string[]
}

class Reader {
  readonly #bytes: Uint8Array
  #at: number
  #items = 0

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes
    this.#at = start
  }

  item(depth: number): CborItem {
    const start = this.#at
    if (depth > DEEPEST) return this.#broken(start, `nested more than ${DEEPEST} levels deep`)
    if (++this.#items > MOST_ITEMS) return this.#broken(start, `more than ${MOST_ITEMS} items`)
    const head = this.#head()
    if (typeof head === 'string') return this.#broken(start, head)
    switch (head.major) {
      case UNSIGNED:
      case NEGATIVE:
        return this.#integer(head)
      case BYTES:
      case TEXT:
        return this.#string(head)
      case ARRAY:
        return this.#array(head, depth)
      case MAP:
        return this.#map(head, depth)
      case TAG:
        return this.#tag(head, depth)
      default:
        return this.#simple(head)
    }
  }

  /** Unreadable data takes all remaining bytes. */
  #broken(start: number, reason: string): CborItem {
    this.#at = this.#bytes.length
    const end = this.#at
    return { kind: 'broken', reason, start, headEnd: end, end, problems: [reason] }
  }

  #head(): Head | string {
    const start = this.#at
    const first = this.#bytes[start]
    if (first === undefined) return 'cut off: the next item is missing'
    const major = first >> 5
    const info = first & 0x1f
    this.#at++
    if (info < 24) return { start, end: this.#at, major, info, argument: info, problems: [] }
    if (info === 31) return { start, end: this.#at, major, info, argument: null, problems: [] }
    if (info > 27) return `the reserved length ${info}`
    const size = 1 << (info - 24)
    const rest = this.#bytes.subarray(this.#at, this.#at + size)
    if (rest.length < size) return `cut off: ${rest.length} of ${byteCount(size)} of a length`
    this.#at += size
    const value = rest.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
    const least = size === 1 ? 24n : 1n << BigInt(4 * size)
    // By their first bytes, simple values and floats have no shorter form.
    const problems = major < 7 && value < least ? ['not the shortest form of its number'] : []
    return { start, end: this.#at, major, info, argument: small(value), problems }
  }

  #integer(head: Head): CborItem {
    const { argument, major } = head
    if (argument === null) return this.#broken(head.start, 'a number without its value')
    const value = major === UNSIGNED ? argument : small(-1n - BigInt(argument))
    return { kind: 'integer', value, ...this.#place(head) }
  }

  #string(head: Head): CborItem {
    const content = head.argument === null ? this.#chunks(head) : this.#content(head.argument)
    if (typeof content === 'string') return this.#broken(head.start, content)
    const problems = [...head.problems, ...indefinite(head)]
    if (head.major === BYTES)
      return { kind: 'bytes', value: content, ...this.#place(head, problems) }
    const text = utf8Text(content)
    if (text === undefined) problems.push('not UTF-8')
    const value = text ?? new TextDecoder().decode(content)
    return { kind: 'text', value, ...this.#place(head, problems) }
  }

  #content(length: number | bigint): Uint8Array | string {
    const left = this.#bytes.length - this.#at
    if (length > left) return `cut off: ${left} of ${String(length)} bytes`
    const content = this.#bytes.slice(this.#at, this.#at + Number(length))
    this.#at += content.length
    return content
  }

  /** The parts of a string of indefinite length. */
  #chunks({ major }: Head): Uint8Array | string {
    const chunks: Uint8Array[] = []
    while (!this.#takesBreak()) {
      if (++this.#items > MOST_ITEMS) return `more than ${MOST_ITEMS} items`
      const head = this.#head()
      if (typeof head === 'string') return head
      if (head.major !== major || head.argument === null) return 'a chunk of another type'
      const content = this.#content(head.argument)
      if (typeof content === 'string') return content
      chunks.push(content)
    }
    const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const chunk of chunks) {
      all.set(chunk, at)
      at += chunk.length
    }
    return all
  }

  #array(head: Head, depth: number): CborItem {
    const items: CborItem[] = []
    while (this.#hasMore(head, items.length)) {
      const item = this.item(depth + 1)
      items.push(item)
      if (!isWhole(item)) break
    }
    return { kind: 'array', items, ...this.#place(head, [...head.problems, ...indefinite(head)]) }
  }

  #map(head: Head, depth: number): CborItem {
    const entries: CborEntry[] = []
    const order = new KeyOrder(this.#bytes)
    while (this.#hasMore(head, entries.length)) {
      const key = this.item(depth + 1)
      if (!isWhole(key)) {
        entries.push({ key, value: this.#nothing() })
        break
      }
      const value = this.item(depth + 1)
      entries.push({ key: order.judged(key), value })
      if (!isWhole(value)) break
    }
    return { kind: 'map', entries, ...this.#place(head, [...head.problems, ...indefinite(head)]) }
  }

  /** Stands in for the value of an unreadable key. */
  #nothing(): CborItem {
    const at = this.#at
    return { kind: 'broken', reason: 'missing', start: at, headEnd: at, end: at, problems: [] }
  }

  #tag(head: Head, depth: number): CborItem {
    if (head.argument === null) return this.#broken(head.start, 'a tag without its number')
    const item = this.item(depth + 1)
    const problems = [...head.problems, 'a tag: the canonical form has none']
    return { kind: 'tag', tag: head.argument, item, ...this.#place(head, problems) }
  }

  #simple(head: Head): CborItem {
    const { info, argument, start } = head
    if (argument === null) return this.#broken(start, 'a break where an item is expected')
    if (info >= 25) {
      const value = floatAt(this.#bytes, start + 1, info)
      return { kind: 'float', value, ...this.#place(head) }
    }
    if (info === 24 && Number(argument) < 32)
      return this.#broken(start, `the simple value ${Number(argument)} in two bytes`)
    const named = [false, true, null, undefined][Number(argument) - 20]
    const isNamed = info >= 20 && info <= 23
    return { kind: 'simple', value: isNamed ? named : Number(argument), ...this.#place(head) }
  }

  /** Whether an array or a map has another item. */
  #hasMore({ argument }: Head, read: number): boolean {
    return argument === null ? !this.#takesBreak() : read < argument
  }

  #takesBreak(): boolean {
    if (this.#bytes[this.#at] !== BREAK) return false
    this.#at++
    return true
  }

  #place({ start, end, problems: own }: Head, problems: readonly string[] = own): Place {
    return { start, headEnd: end, end: this.#at, problems }
  }
}

/** Finds duplicate keys, and keys in the wrong order. */
class KeyOrder {
  readonly #bytes: Uint8Array
  readonly #seen = new Set<string>()
  #last: Uint8Array | null = null

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  judged(key: CborItem): CborItem {
    const encoded = this.#bytes.subarray(key.start, key.end)
    const text = encoded.join()
    const problems = [...key.problems]
    if (this.#seen.has(text)) problems.push('the same key stands twice')
    else if (this.#last && !comesBefore(this.#last, encoded))
      problems.push('not in the order of canonical keys')
    this.#seen.add(text)
    this.#last = encoded
    return { ...key, problems }
  }
}

/** Lower major types first, then shorter encodings, then bytewise. */
function comesBefore(a: Uint8Array, b: Uint8Array): boolean {
  const types = ((a[0] ?? 0) >> 5) - ((b[0] ?? 0) >> 5)
  if (types !== 0) return types < 0
  return a.length === b.length ? compareBytes(a, b) < 0 : a.length < b.length
}

function indefinite({ argument }: Head): readonly string[] {
  return argument === null ? ['of indefinite length'] : []
}

function small(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

function floatAt(bytes: Uint8Array, at: number, info: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  if (info === 27) return view.getFloat64(at)
  if (info === 26) return view.getFloat32(at)
  const half = view.getUint16(at)
  const exponent = (half >> 10) & 0x1f
  const fraction = half & 0x3ff
  const sign = half >> 15 ? -1 : 1
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}
