import { Decoder } from 'cbor-x'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat } from '../../../../src/main/webauthn/encoding/bytes'
import { encodeCbor, type CborValue } from '../../../../src/main/webauthn/encoding/cbor'
import { hex } from '../../../support/vectors'

describe('encodeCbor', () => {
  // Examples of RFC 8949, Appendix A, and the boundaries of each head length.
  it.each<[CborValue, string]>([
    [0, '00'],
    [23, '17'],
    [24, '1818'],
    [255, '18ff'],
    [256, '190100'],
    [65_535, '19ffff'],
    [65_536, '1a00010000'],
    [-1, '20'],
    [-24, '37'],
    [-25, '3818'],
    [-257, '390100'],
    [true, 'f5'],
    [false, 'f4'],
    ['', '60'],
    ['fmt', '63666d74'],
    ['ü', '62c3bc'],
    [new Uint8Array(0), '40'],
    [Uint8Array.of(1, 2), '420102'],
    [[1, [2]], '82018102'],
    [new Map(), 'a0'],
    [new Map([[1, 2]]), 'a10102'],
  ])('writes %j as %s', (value, expected) => {
    expect(hex(encodeCbor(value))).toBe(expected)
  })

  it.each([
    [23, '57'],
    [24, '5818'],
    [255, '58ff'],
    [256, '590100'],
    [65_535, '59ffff'],
    [65_536, '5a00010000'],
  ])('writes %d bytes with the shortest head', (length, head) => {
    expect(hex(encodeCbor(new Uint8Array(length)))).toBe(head + '00'.repeat(length))
  })

  it('writes the keys of a map in insertion order', () => {
    const map = new Map<number, CborValue>([
      [1, 2],
      [3, -7],
      [-1, 1],
    ])

    expect(hex(encodeCbor(map))).toBe('a3010203262001')
  })

  it('writes a Buffer as bytes, like any other view', () => {
    expect(hex(encodeCbor(Buffer.from([9, 1, 2, 9]).subarray(1, 3)))).toBe('420102')
  })

  it('returns bytes that the next call does not change', () => {
    const first = encodeCbor('first')
    encodeCbor('other')

    expect(hex(first)).toBe(hex(encodeCbor('first')))
  })

  it('is decoded to the same value', () => {
    const decoder = new Decoder({ mapsAsObjects: false, useRecords: false })
    const key = fc.oneof(fc.integer(), fc.string())
    const { value } = fc.letrec<{ value: CborValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 2 },
        fc.boolean(),
        fc.integer(),
        fc.string({ unit: 'binary' }),
        fc.uint8Array({ maxLength: 70 }),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }).map((pairs) => new Map(pairs)),
      ),
    }))

    fc.assert(
      fc.property(value, (some) => {
        expect(plain(decoder.decode(encodeCbor(some)) as CborValue)).toEqual(plain(some))
      }),
      { numRuns: 50 },
    )
  })
})

describe('concat', () => {
  it('copies the parts one after another into new memory', () => {
    const part = Uint8Array.of(1, 2)
    const whole = concat(part, new Uint8Array(0), Uint8Array.of(3))
    part[0] = 9

    expect(whole).toEqual(Uint8Array.of(1, 2, 3))
    expect(whole.buffer.byteLength).toBe(3)
  })
})

/** Makes Buffers and Uint8Arrays comparable. */
function plain(value: CborValue): unknown {
  if (value instanceof Uint8Array) return { bytes: hex(value) }
  if (Array.isArray(value)) return (value as readonly CborValue[]).map(plain)
  if (value instanceof Map)
    return Array.from(value as ReadonlyMap<number | string, CborValue>, ([key, inner]) => [
      key,
      plain(inner),
    ])
  return value
}
