/**
 * Finds the parts of an encoded value without decoding the rest of it: decoding a passkey takes twenty times as long as
 * finding where it ends. Reads what `cbor.ts` wrote, which has definite lengths only (RFC 8949, section 3).
 */
import { decodeCbor } from './cbor'

const BYTE_STRING = 2
const TEXT = 3
const ARRAY = 4
const MAP = 5
const TAG = 6

/** Goes through encoded values one after the other. */
export class CborParts {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at: number
  #argument = 0

  /** @param at where the first value begins. */
  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
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
    this.#skip()
    if (this.#at > this.#bytes.length) throw new RangeError('The encoded value is cut off.')
    return this.#bytes.subarray(from, this.#at)
  }

  /** Goes past the next value where it is this text, encoded; else past nothing. */
  passes(text: Uint8Array): boolean {
    const from = this.#at
    if (from + text.length > this.#bytes.length) return false
    for (let at = 0; at < text.length; at++) if (this.#bytes[from + at] !== text[at]) return false
    this.#at = from + text.length
    return true
  }

  /** Goes past the next value, and decodes it. */
  decode(): unknown {
    return decodeCbor(this.next())
  }

  #into(major: number): number | undefined {
    const from = this.#at
    if (this.#head() === major) return this.#argument
    this.#at = from
    return undefined
  }

  #skip(): void {
    // Every value takes a byte, so what claims to have more values than there are bytes is refused before long.
    for (let left = 1; left > 0; left--) {
      const major = this.#head()
      if (major === BYTE_STRING || major === TEXT) this.#at += this.#argument
      else if (major === ARRAY) left += this.#argument
      else if (major === MAP) left += 2 * this.#argument
      else if (major === TAG) left++
    }
  }

  /** Reads the first byte and the argument. Returns the major type. */
  #head(): number {
    const first = this.#view.getUint8(this.#at)
    const info = first & 31
    this.#at++
    if (info < 24) this.#argument = info
    else if (info > 27) throw new RangeError('The encoded value has no definite length.')
    else this.#readArgument(info)
    return first >> 5
  }

  #readArgument(info: number): void {
    const at = this.#at
    this.#at += 1 << (info - 24)
    if (info === 24) this.#argument = this.#view.getUint8(at)
    else if (info === 25) this.#argument = this.#view.getUint16(at)
    else if (info === 26) this.#argument = this.#view.getUint32(at)
    else this.#argument = Number(this.#view.getBigUint64(at))
  }
}
