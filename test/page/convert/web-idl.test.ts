import { describe, expect, it } from 'vitest'
import { PageError } from '../../../src/page/errors'
import {
  boolean,
  convertArgument,
  dictionary,
  domString,
  enumeration,
  long,
  optional,
  required,
  sequence,
  unsignedLong,
  withDefault,
  type Convert,
} from '../../../src/page/convert/web-idl'

const convert = <T>(converter: Convert<T>, value: unknown) =>
  convertArgument(converter, value, ['Owner', 'method'])
const failed = (why: string) =>
  new PageError('TypeError', `Failed to execute 'method' on 'Owner': ${why}`)

describe('a dictionary', () => {
  const pair = dictionary<{ a?: string | undefined; b: string }>('Pair', {
    a: optional(domString),
    b: required(domString),
  })

  it('takes its members, and no others', () => {
    expect(convert(pair, { a: 1, b: 'x', c: 'y' })).toEqual({ a: '1', b: 'x' })
  })

  it('leaves an absent optional member absent', () => {
    expect(convert(pair, { a: undefined, b: '' })).toEqual({ b: '' })
    expect(Object.keys(convert(pair, { b: '' }))).toEqual(['b'])
  })

  it('reads each member once, in the order of the table', () => {
    const read: string[] = []
    const given = new Proxy({ b: '', a: '' }, { get: (_target, key) => read.push(String(key)) })

    convert(pair, given)

    expect(read).toEqual(['a', 'b'])
  })

  it('names the member that is missing, and its dictionary', () => {
    expect(() => convert(pair, {})).toThrow(
      failed("Failed to read the 'b' property from 'Pair': Required member is undefined."),
    )
  })

  it('names the whole way to a member that does not fit', () => {
    const outer = dictionary<{ pair: object }>('Outer', { pair: required(pair) })

    expect(() => convert(outer, { pair: { b: Symbol('no') } })).toThrow(
      failed(
        "Failed to read the 'pair' property from 'Outer': Failed to read the 'b' property from 'Pair': Cannot convert a Symbol value to a string",
      ),
    )
  })

  it('fills in what a member counts as', () => {
    const filled = dictionary<{ a: string }>('Filled', { a: withDefault(domString, 'none') })

    expect(convert(filled, null)).toEqual({ a: 'none' })
    expect(convert(filled, undefined)).toEqual({ a: 'none' })
    expect(convert(filled, { a: null })).toEqual({ a: 'null' })
  })

  it.each([5, 'text', true, Symbol('no'), 7n])('takes no %o', (value) => {
    expect(() => convert(pair, value)).toThrow(failed("The provided value is not of type 'Pair'."))
  })

  it('lets what a getter of the page throws through untouched', () => {
    const thrown = new RangeError('mine')
    const given = {
      get b(): string {
        throw thrown
      },
    }

    expect(() => convert(pair, given)).toThrow(thrown)
  })
})

describe('a sequence', () => {
  const strings = sequence(domString)

  it('comes from anything iterable', () => {
    expect(convert(strings, new Set([1, 'b']))).toEqual(['1', 'b'])
  })

  it.each(['text', 5, null])('does not come from %o', (value) => {
    expect(() => convert(strings, value)).toThrow(
      failed('The provided value cannot be converted to a sequence.'),
    )
  })

  it('does not come from an object that cannot be iterated', () => {
    expect(() => convert(strings, { length: 0 })).toThrow(
      failed('The object must have a callable @@iterator property.'),
    )
  })
})

describe('numbers', () => {
  it.each([
    ['-7', -7],
    [NaN, 0],
    [Infinity, 0],
    [2 ** 31, -(2 ** 31)],
    [2 ** 32 - 7, -7],
    [1.9, 1],
    [null, 0],
  ])('makes of %o the long %i', (value, expected) => {
    expect(convert(long, value)).toBe(expected)
  })

  it.each([
    [-1, 2 ** 32 - 1],
    ['abc', 0],
    [2 ** 32 + 5, 5],
    [{ valueOf: (): number => 9 }, 9],
  ])('makes of %o the unsigned long %i', (value, expected) => {
    expect(convert(unsignedLong, value)).toBe(expected)
  })

  it('takes no BigInt and no Symbol', () => {
    expect(() => convert(long, 7n)).toThrow(failed('Cannot convert a BigInt value to a number'))
    expect(() => convert(long, Symbol('no'))).toThrow(
      failed('Cannot convert a Symbol value to a number'),
    )
  })
})

it('takes anything as a boolean', () => {
  expect([0, '', null, 'false', {}].map((value) => convert(boolean, value))).toEqual([
    false,
    false,
    false,
    true,
    true,
  ])
})

it('accepts only the words of an enumeration', () => {
  const colour = enumeration('Colour', ['red', 'green'])

  expect(convert(colour, 'red')).toBe('red')
  expect(() => convert(colour, 'blue')).toThrow(
    failed("The provided value 'blue' is not a valid enum value of type Colour."),
  )
})
