/**
 * Reads CBOR, and accepts only what CTAP2's canonical form allows (CTAP 2.1 §8): the shortest lengths, definite sizes, no
 * tags, keys without duplicates in the order of type, length and bytes. Written only for the tests.
 */
import { assert } from './strict-checks'

export type Cbor =
  number | string | boolean | Uint8Array | readonly Cbor[] | ReadonlyMap<number | string, Cbor>

/** @throws when anything is not canonical, or bytes are left over. */
export function readCanonicalCbor(data: Uint8Array): Cbor {
  const [value, used] = readFirstCanonicalCbor(data)
  assert.equal(used, data.length, 'bytes are left over behind the CBOR')
  return value
}

/** @returns the value at the beginning of `data`, and how many bytes it takes. */
export function readFirstCanonicalCbor(data: Uint8Array): readonly [value: Cbor, used: number] {
  const reader = new Reader(Buffer.from(data))
  return [reader.value(), reader.at]
}

class Reader {
  at = 0
  readonly #data: Buffer

  constructor(data: Buffer) {
    this.#data = data
  }

  value(): Cbor {
    const major = this.#byte() >> 5
    if (major === 7) return this.#simple()
    const n = this.#argument()
    switch (major) {
      case 0:
        return n
      case 1:
        return -1 - n
      case 2:
        return new Uint8Array(this.#take(n))
      case 3:
        return new TextDecoder('utf-8', { fatal: true }).decode(this.#take(n))
      case 4:
        return Array.from({ length: n }, () => this.value())
      case 5:
        return this.#map(n)
      default:
        return assert.fail('a tag')
    }
  }

  #byte(): number {
    assert(this.at < this.#data.length, 'cut off')
    return this.#data[this.at]!
  }

  #take(length: number): Buffer {
    assert(this.at + length <= this.#data.length, 'cut off')
    return this.#data.subarray(this.at, (this.at += length))
  }

  #simple(): boolean {
    const [byte] = this.#take(1)
    assert(byte === 0xf4 || byte === 0xf5, 'a simple value that is no boolean')
    return byte === 0xf5
  }

  #argument(): number {
    const info = this.#take(1)[0]! & 0x1f
    if (info < 24) return info
    assert(info <= 27, 'an indefinite or reserved length')
    const size = 1 << (info - 24)
    const value = Number(BigInt(`0x${this.#take(size).toString('hex')}`))
    const least = size === 1 ? 24 : 2 ** (4 * size)
    assert(value >= least, 'a length that is not the shortest')
    return value
  }

  #map(size: number): ReadonlyMap<number | string, Cbor> {
    const map = new Map<number | string, Cbor>()
    let last: Buffer | null = null
    for (let i = 0; i < size; i++) {
      const from = this.at
      const key = this.value()
      assert(typeof key === 'number' || typeof key === 'string', 'a key of another type')
      const encoded = this.#data.subarray(from, this.at)
      assert(last === null || comesBefore(last, encoded), 'keys out of order, or twice')
      last = encoded
      map.set(key, this.value())
    }
    return map
  }
}

/** CTAP 2.1 §8: lower major types first, then shorter encodings, then bytewise. */
function comesBefore(a: Buffer, b: Buffer): boolean {
  const types = (a[0]! >> 5) - (b[0]! >> 5)
  if (types !== 0) return types < 0
  return a.length === b.length ? Buffer.compare(a, b) < 0 : a.length < b.length
}
