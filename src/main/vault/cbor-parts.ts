/**
 * Finds the parts of an encoded value without decoding the rest of it: decoding a passkey takes twenty times as long as
 * finding where it ends. Reads what `cbor.ts` wrote, which has definite lengths only (RFC 8949, section 3).
 */
import { decodeCbor, encodeCbor } from './cbor'

const UNSIGNED = 0
const BYTE_STRING = 2
const TEXT = 3
const ARRAY = 4
const MAP = 5
const TAG = 6
const SIMPLE = 7
const FALSE = 20
const TRUE = 21

/** The decoder handles larger numbers, because it has its own type for the largest ones. */
const MOST_SIMPLE = 2 ** 32

/** Names with their encoded forms. */
export type EncodedNames<N extends string> = readonly (readonly [name: N, encoded: Uint8Array])[]

/** Prepares names for {@link CborParts.passesOne}. */
export function encodedNames<N extends string>(...names: readonly N[]): EncodedNames<N> {
  return names.map((name) => [name, encodeCbor(name)])
}

/** Walks through encoded values, one after the other. */
export class CborParts {
  readonly #bytes: Uint8Array
  #at: number
  #argument = 0

  /** @param at where the first value begins. */
  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.#at = at
  }

  /** Where the next value begins. */
  get at(): number {
    return this.#at
  }

  /**
   * Steps into an array.
   *
   * @returns the number of values in the array; undefined when the next value is not an array.
   */
  intoArray(): number | undefined {
    return this.#into(ARRAY)
  }

  /**
   * Steps into a map.
   *
   * @returns the number of pairs in the map; undefined when the next value is not a map.
   */
  intoMap(): number | undefined {
    return this.#into(MAP)
  }

  /**
   * Moves past the next value.
   *
   * @returns the encoded value, a view of the bytes.
   * @throws {RangeError} when the bytes end too early, or `encodeCbor` never writes such a value.
   */
  next(): Uint8Array {
    const from = this.#at
    this.skip()
    return this.#bytes.subarray(from, this.#at)
  }

  /**
   * Like {@link next}, for a value that is not needed.
   *
   * @throws {RangeError}
   */
  skip(): void {
    this.#skip()
    if (this.#at > this.#bytes.length) throw new RangeError('The encoded value is cut off.')
  }

  /** Fast path for a value whose first byte gives its length: most names and values of a passkey are short. */
  #skipShort(): boolean {
    const first = this.#bytes[this.#at] ?? 0xff
    const major = first >> 5
    const info = first & 31
    if (info >= 24 || (major > TEXT && major !== SIMPLE)) return false
    this.#at += major === BYTE_STRING || major === TEXT ? 1 + info : 1
    return true
  }

  /** Moves past the next value if it is this encoded text. Otherwise does not move. */
  passes(text: Uint8Array): boolean {
    const from = this.#at
    if (from + text.length > this.#bytes.length) return false
    for (let at = 0; at < text.length; at++) if (this.#bytes[from + at] !== text[at]) return false
    this.#at = from + text.length
    return true
  }

  /** Moves past the next value if it is one of these names. Otherwise does not move. */
  passesOne<N extends string>(names: EncodedNames<N>): N | undefined {
    // The first byte holds the length. It rules out most other names.
    const first = this.#bytes[this.#at]
    for (const [name, text] of names) if (text[0] === first && this.passes(text)) return name
    return undefined
  }

  /**
   * Moves past the next value if it is ASCII text. Otherwise does not move.
   *
   * @returns where the text begins. The text ends where the value ends.
   */
  passAscii(): number | undefined {
    const from = this.#at
    if (this.#head() === TEXT) {
      const [begin, end] = [this.#at, this.#at + this.#argument]
      if (end <= this.#bytes.length && this.#isAsciiUntil(end)) {
        this.#at = end
        return begin
      }
    }
    this.#at = from
    return undefined
  }

  /** Moves past the next value and decodes it. */
  decode(): unknown {
    const simple = this.#decodeSimple()
    return simple === undefined ? decodeCbor(this.next()) : simple
  }

  /**
   * Decodes the simple values that passkeys have. Calling the decoder for each of them would take several times as long.
   *
   * @returns undefined for any other value. Then this does not move.
   */
  #decodeSimple(): unknown {
    const from = this.#at
    const major = this.#head()
    const argument = this.#argument
    const end = this.#at + argument
    if (major === UNSIGNED && argument <= MOST_SIMPLE) return argument
    if (major === SIMPLE && (argument === FALSE || argument === TRUE)) return argument === TRUE
    if (end <= this.#bytes.length) {
      if (major === BYTE_STRING) return this.#bytesUntil(end)
      if (major === TEXT && this.#isAsciiUntil(end)) return this.#latin1Until(end)
    }
    this.#at = from
    return undefined
  }

  #bytesUntil(end: number): Uint8Array {
    const bytes = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return bytes
  }

  #isAsciiUntil(end: number): boolean {
    for (let at = this.#at; at < end; at++) if ((this.#bytes[at] ?? 0) > 0x7f) return false
    return true
  }

  #latin1Until(end: number): string {
    const { buffer, byteOffset } = this.#bytes
    const text = Buffer.from(buffer, byteOffset + this.#at, end - this.#at).toString('latin1')
    this.#at = end
    return text
  }

  #into(major: number): number | undefined {
    const from = this.#at
    if (this.#head() === major) return this.#argument
    this.#at = from
    return undefined
  }

  /** Goes past a value, with all that is in it. */
  #skip(): void {
    // Every value takes at least one byte, so a value that claims more values than there are bytes is soon refused.
    for (let left = 1; left > 0; left--) {
      if (this.#skipShort()) continue
      const major = this.#head()
      if (major === BYTE_STRING || major === TEXT) this.#at += this.#argument
      else if (major === ARRAY) left += this.#argument
      else if (major === MAP) left += 2 * this.#argument
      else if (major === TAG) left++
    }
  }

  /** Reads the first byte and the argument. Returns the major type. */
  #head(): number {
    const first = this.#byte()
    const info = first & 31
    if (info < 24) this.#argument = info
    else if (info > 27) throw new RangeError('The encoded value has no definite length.')
    else this.#readArgument(1 << (info - 24))
    return first >> 5
  }

  #readArgument(length: number): void {
    let argument = 0
    // Does not shift, because shifts would cut numbers above 31 bits.
    for (let left = length; left > 0; left--) argument = argument * 256 + this.#byte()
    this.#argument = argument
  }

  /** @throws {RangeError} when no byte is left. */
  #byte(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw new RangeError('The encoded value is cut off.')
    return byte
  }
}
