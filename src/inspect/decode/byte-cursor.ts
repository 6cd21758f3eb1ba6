import { byteCount, numberOf } from './bytes'
import { leaf, type Field, type FlagBit } from './field'

interface Told {
  readonly value?: string
  readonly isBytes?: boolean
  readonly problems?: readonly string[]
  readonly bits?: readonly FlagBit[]
}

/** Reads the fields of a structure in order. A field that is cut off gets the remaining bytes, and a problem. */
export class ByteCursor {
  readonly fields: Field[] = []
  readonly #bytes: Uint8Array
  #at: number
  #isCut = false

  constructor(bytes: Uint8Array, start = 0) {
    this.#bytes = bytes
    this.#at = start
  }

  get at(): number {
    return this.#at
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  /** @returns undefined when the structure is cut off. Then no field follows. */
  take(
    name: string,
    length: number,
    tell: (bytes: Uint8Array) => Told | string = () => ({}),
  ): Uint8Array | undefined {
    if (this.#isCut) return undefined
    const start = this.#at
    const end = Math.min(start + length, this.#bytes.length)
    const own = this.#bytes.subarray(start, end)
    this.#at = end
    if (own.length < length) {
      this.#isCut = true
      const problems = [`cut off: ${own.length} of ${byteCount(length)}`]
      this.fields.push(leaf(this.#bytes, name, { start, end }, { problems }))
      return undefined
    }
    const told = tell(own)
    const details = typeof told === 'string' ? { value: told } : told
    this.fields.push(leaf(this.#bytes, name, { start, end }, details))
    return own
  }

  /** A big-endian number. */
  number(
    name: string,
    length: number,
    tell: (value: number) => Told | string = String,
  ): number | undefined {
    const bytes = this.take(name, length, (own) => tell(numberOf(own)))
    return bytes && numberOf(bytes)
  }

  /** A TPM2B: a length of two bytes, followed by that many bytes. */
  sized(name: string, tell?: (bytes: Uint8Array) => Told | string): Uint8Array | undefined {
    const length = this.number(`${name} size`, 2)
    return length === undefined ? undefined : this.take(name, length, tell)
  }

  /** Adds fields that were read elsewhere, up to `end`. */
  add(fields: readonly Field[], end: number): void {
    this.fields.push(...fields)
    this.#at = end
  }

  /** Adds the bytes after the end of the structure. */
  rest(name: string, problem: string): void {
    if (this.left === 0 || this.#isCut) return
    const range = { start: this.#at, end: this.#bytes.length }
    this.fields.push(leaf(this.#bytes, name, range, { problems: [problem] }))
    this.#at = this.#bytes.length
  }
}
