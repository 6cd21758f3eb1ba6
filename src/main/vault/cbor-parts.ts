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

/** Larger numbers are left to the decoder, which has a type of its own for the largest. */
const MOST_SIMPLE = 2 ** 32

/** Names with their encoded forms. */
export type EncodedNames<N extends string> = readonly (readonly [name: N, encoded: Uint8Array])[]

/** Prepares names for {@link CborParts.passesOne}. */
export function encodedNames<N extends string>(...names: readonly N[]): EncodedNames<N> {
  return names.map((name) => [name, encodeCbor(name)])
}

/** Goes through encoded values one after the other. */
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
   * @returns how many values it has; undefined where the next value is no array.
   */
  intoArray(): number | undefined {
    return this.#into(ARRAY)
  }

  /**
   * Steps into a map.
   *
   * @returns how many pairs it has; undefined where the next value is no map.
   */
  intoMap(): number | undefined {
    return this.#into(MAP)
  }

  /**
   * Goes past the next value.
   *
   * @returns the value, encoded: a part of the bytes.
   * @throws {RangeError} where the bytes end before, or `encodeCbor` never writes such a value.
   */
  next(): Uint8Array {
    const from = this.#at
    this.skip()
    return this.#bytes.subarray(from, this.#at)
  }

  /**
   * As {@link next}, for a value that is not needed.
   *
   * @throws {RangeError}
   */
  skip(): void {
    this.#skip()
    if (this.#at > this.#bytes.length) throw new RangeError('The encoded value is cut off.')
  }

  /** Goes past a value whose first byte tells its length: most names and values of a passkey are short. */
  #skipShort(): boolean {
    const first = this.#bytes[this.#at] ?? 0xff
    const major = first >> 5
    const info = first & 31
    if (info >= 24 || (major > TEXT && major !== SIMPLE)) return false
    this.#at += major === BYTE_STRING || major === TEXT ? 1 + info : 1
    return true
  }

  /** Goes past the next value where it is this text, encoded; else past nothing. */
  passes(text: Uint8Array): boolean {
    const from = this.#at
    if (from + text.length > this.#bytes.length) return false
    for (let at = 0; at < text.length; at++) if (this.#bytes[from + at] !== text[at]) return false
    this.#at = from + text.length
    return true
  }

  /** Goes past the next value where it is one of these names; else past nothing. */
  passesOne<N extends string>(names: EncodedNames<N>): N | undefined {
    // Most often the first byte, which has the length, tells that it is another name.
    const first = this.#bytes[this.#at]
    for (const [name, text] of names) if (text[0] === first && this.passes(text)) return name
    return undefined
  }

  /**
   * Goes past the next value where it is ASCII text; else past nothing.
   *
   * @returns where the text begins. It ends where the value ends.
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

  /** Goes past the next value, and decodes it. */
  decode(): unknown {
    const simple = this.#decodeSimple()
    return simple === undefined ? decodeCbor(this.next()) : simple
  }

  /**
   * Decodes values that passkeys have at once: calling the decoder for each of them takes several times as long.
   *
   * @returns undefined where the next value is another one, which stays the next.
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
    // Every value takes a byte, so what claims to have more values than there are bytes is refused before long.
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
    // Not by shifts, which would cut numbers above 31 bits.
    for (let left = length; left > 0; left--) argument = argument * 256 + this.#byte()
    this.#argument = argument
  }

  /** @throws {RangeError} where there are no more. */
  #byte(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw new RangeError('The encoded value is cut off.')
    return byte
  }
}
