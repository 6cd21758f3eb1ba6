import { Encoder } from 'cbor-x'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cborField } from '../../../src/inspect/decode/cbor-fields'
import { isWhole, readCbor, type CborItem } from '../../../src/inspect/decode/cbor-reader'
import { problemsOf } from '../../../src/inspect/decode/field'
import { readFirstCanonicalCbor } from '../../support/canonical-cbor'
import { fuzz } from '../../support/fuzz'
import { expectEveryByte } from '../../support/inspected'
import { unhex } from '../../support/vectors'

const encoder = new Encoder({
  useRecords: false,
  mapsAsObjects: false,
  tagUint8Array: false,
  variableMapSize: true,
})

const key = fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 }), fc.string({ maxLength: 8 }))
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.uint8Array({ maxLength: 300 }),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true }).filter((number) => !Number.isInteger(number)),
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .uniqueArray(fc.tuple(key, tie('value')), { selector: ([one]) => String(one), maxLength: 5 })
      .map((entries) => new Map(entries)),
  ),
}))

/** The value of an item in the form of cbor-x. */
function plain(item: CborItem): unknown {
  switch (item.kind) {
    case 'array':
      return item.items.map(plain)
    case 'map':
      return new Map(item.entries.map((entry) => [plain(entry.key), plain(entry.value)]))
    case 'tag':
    case 'broken':
      throw new Error(item.kind)
    case 'bytes':
      return Buffer.from(item.value).toString('hex')
    default:
      return item.value
  }
}

function withHex(read: unknown): unknown {
  if (read instanceof Uint8Array) return Buffer.from(read).toString('hex')
  if (Array.isArray(read)) return read.map(withHex)
  if (!(read instanceof Map)) return read
  return new Map([...read].map(([name, one]) => [withHex(name), withHex(one)]))
}

describe('readCbor', () => {
  it('reads what cbor-x reads, and its fields have every byte', () => {
    fc.assert(
      fc.property(value, (written) => {
        const bytes = new Uint8Array(encoder.encode(written))
        const item = readCbor(bytes)

        expect(isWhole(item)).toBe(true)
        expect(item.end).toBe(bytes.length)
        expect(plain(item)).toEqual(withHex(encoder.decode(bytes)))
        expectEveryByte([cborField('it', item, { bytes })], bytes)
      }),
      fuzz(300),
    )
  })

  it('reports what a strict reader refuses, and nothing that it accepts', () => {
    const written = value.map((one) => new Uint8Array(encoder.encode(one)))
    const mutated = fc
      .tuple(written, fc.nat(), fc.nat({ max: 255 }))
      .map(([bytes, at, byte]) => bytes.map((old, i) => (i === at % bytes.length ? byte : old)))
    fc.assert(
      fc.property(fc.oneof(written, mutated, fc.uint8Array({ maxLength: 60 })), (bytes) => {
        const item = readCbor(bytes)
        const problems = problemsOf([cborField('it', item, { bytes })])

        const used = strictly(bytes)
        if (used !== null) expect({ end: item.end, problems }).toEqual({ end: used, problems: [] })
        else if (problems.length === 0) expect(hasWhatCtap2DoesNotName(item)).toBe(true)
        expectEveryByte([cborField('it', item, { bytes })], bytes.subarray(0, item.end))
      }),
      fuzz(500),
    )
  })

  it.each([
    ['1817', 'not the shortest form of its number'],
    ['190017', 'not the shortest form of its number'],
    ['5f4101ff', 'of indefinite length'],
    ['9fff', 'of indefinite length'],
    ['a201000100', 'the same key stands twice'],
    ['a202000100', 'not in the order of canonical keys'],
    ['c000', 'a tag: the canonical form has none'],
    ['61ff', 'not UTF-8'],
    ['4203', 'cut off: 1 of 2 bytes'],
    ['82', 'cut off: the next item is missing'],
    ['1c', 'the reserved length 28'],
    ['ff', 'a break where an item is expected'],
    ['5bffffffffffffffff', 'cut off: 0 of 18446744073709551615 bytes'],
    ['81'.repeat(40), 'nested more than 16 levels deep'],
  ])('says what is wrong with %s', (hex, problem) => {
    const bytes = unhex(hex)
    const problems = problemsOf([cborField('it', readCbor(bytes), { bytes })])

    expect(problems.map(({ text }) => text)).toContain(problem)
  })

  it('reads numbers beyond what a number holds', () => {
    expect(readCbor(unhex('3bffffffffffffffff'))).toMatchObject({ value: -(2n ** 64n) })
    expect(readCbor(unhex('1b001fffffffffffff'))).toMatchObject({ value: 2 ** 53 - 1 })
    expect(readCbor(unhex('f97e00'))).toMatchObject({ kind: 'float', value: NaN })
    expect(readCbor(unhex('f90001'))).toMatchObject({ value: 2 ** -24 })
    expect(readCbor(unhex('f9fc00'))).toMatchObject({ value: -Infinity })
  })

  it('reads at most ten thousand items', () => {
    const bytes = unhex(`9a00ffffff${'00'.repeat(20_000)}`)
    const item = readCbor(bytes)

    expect(isWhole(item)).toBe(false)
    expectEveryByte([cborField('it', item, { bytes })], bytes)
  })
})

/** @returns how many bytes the strict reader takes; null if it refuses. */
function strictly(bytes: Uint8Array): number | null {
  try {
    return readFirstCanonicalCbor(bytes)[1]
  } catch {
    return null
  }
}

/** The strict reader supports no floats, no null, and only numbers and texts as keys. */
function hasWhatCtap2DoesNotName(item: CborItem): boolean {
  if (item.kind === 'float') return true
  if (item.kind === 'simple') return typeof item.value !== 'boolean'
  if (item.kind === 'array') return item.items.some(hasWhatCtap2DoesNotName)
  if (item.kind !== 'map') return false
  return item.entries.some(
    ({ key: name, value: one }) =>
      (name.kind !== 'integer' && name.kind !== 'text') || hasWhatCtap2DoesNotName(one),
  )
}
