import { decodeCbor, encodeCbor } from './cbor'
import { CborParts, type EncodedNames } from './cbor-parts'

/** Field values by field name. */
export type FieldValues = Readonly<Record<string, unknown>>

interface Encoded {
  readonly bytes: Uint8Array
  readonly from: number
  readonly to: number
}

/**
 * One value of a collection. A value from the file stays encoded until it is needed: few of a hundred thousand passkeys are
 * used, and the encoded form takes a quarter of the memory.
 */
export class KeptValue {
  /** Holds the encoded value between `from` and `to`. A separate array for each value would take more memory than the value. */
  #bytes: Uint8Array | undefined
  readonly #from: number
  readonly #to: number
  #value: unknown
  /** Fields that differ from the encoded or decoded object. */
  #changes: FieldValues | undefined

  protected constructor(encoded: Encoded | undefined, value: unknown, changes?: FieldValues) {
    this.#bytes = encoded?.bytes
    this.#from = encoded?.from ?? 0
    this.#to = encoded?.to ?? 0
    this.#value = value
    this.#changes = changes
  }

  /** A new value. */
  static of(value: unknown): KeptValue {
    return new KeptValue(undefined, value)
  }

  /** A value as the file holds it. */
  static encoded(encoded: Uint8Array): KeptValue {
    return new KeptValue({ bytes: encoded, from: 0, to: encoded.length }, undefined)
  }

  /** Returns the same object each time. */
  get value(): unknown {
    this.#value = this.glance()
    if (this.#changes) this.#bytes = undefined
    this.#changes = undefined
    return this.#value
  }

  /** Returns the value without keeping it decoded, for a pass over many values. */
  glance(): unknown {
    const value =
      this.#value === undefined && this.#encoded ? decodeCbor(this.#encoded) : this.#value
    return this.#changes ? { ...(value as object), ...this.#changes } : value
  }

  /** The fields that changed since the value was kept; undefined when none did. */
  get changes(): FieldValues | undefined {
    return this.#changes
  }

  /** This value, an object, with these fields replaced. */
  withChanges(changes: FieldValues): KeptValue {
    const encoded = this.#bytes && { bytes: this.#bytes, from: this.#from, to: this.#to }
    return new KeptValue(encoded, this.#value, changes)
  }

  /** Some fields of a value that is an object, without decoding the others. A missing field is undefined. */
  fields<N extends string>(names: EncodedNames<N>): Partial<Record<N, unknown>> {
    const found =
      this.#value === undefined && this.#encoded
        ? readFields(this.#encoded, names)
        : pickFields(this.#value, names)
    return this.#changes ? { ...found, ...pickFields(this.#changes, names) } : found
  }

  /** The value of a field of an object; undefined when the field is missing. */
  child(name: EncodedNames<string>): KeptValue | undefined {
    if (this.#value === undefined && this.#encoded && !this.#changes) {
      const encoded = findField(this.#encoded, name)
      return encoded && KeptValue.encoded(encoded)
    }
    const [value] = Object.values(pickFields(this.glance(), name))
    return value === undefined ? undefined : KeptValue.of(value)
  }

  /** As the file holds it. */
  encode(): Uint8Array {
    return this.#encoded && !this.#changes ? this.#encoded : encodeCbor(this.glance())
  }

  get #encoded(): Uint8Array | undefined {
    return this.#bytes?.subarray(this.#from, this.#to)
  }
}

function readFields<N extends string>(
  encoded: Uint8Array,
  names: EncodedNames<N>,
): Partial<Record<N, unknown>> {
  const found: Partial<Record<N, unknown>> = {}
  let wanted = names.length
  const parts = new CborParts(encoded)
  for (let left = parts.intoMap() ?? 0; left > 0 && wanted > 0; left--) {
    const name = parts.passesOne(names)
    if (name === undefined) {
      parts.skip()
      parts.skip()
    } else {
      found[name] = parts.decode()
      wanted--
    }
  }
  return found
}

/** The encoded value of the first of these fields that exists. */
function findField(encoded: Uint8Array, names: EncodedNames<string>): Uint8Array | undefined {
  const parts = new CborParts(encoded)
  for (let left = parts.intoMap() ?? 0; left > 0; left--) {
    if (parts.passesOne(names) !== undefined) return parts.next()
    parts.skip()
    parts.skip()
  }
  return undefined
}

function pickFields<N extends string>(
  value: unknown,
  names: EncodedNames<N>,
): Partial<Record<N, unknown>> {
  const found: Partial<Record<N, unknown>> = {}
  if (typeof value !== 'object' || value === null) return found
  for (const [name] of names) if (name in value) found[name] = (value as Record<N, unknown>)[name]
  return found
}
