import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { PageError } from '../../../src/page/errors'
import { bufferSource } from '../../../src/page/convert/buffer-source'
import { MAX_STRING_LENGTH } from '../../../src/shared/bridge-messages'
import { convertArgument } from '../../../src/page/convert/web-idl'

const convert = (value: unknown) => convertArgument(bufferSource, value, ['Owner', 'method'])

it.each([
  ['a buffer', Uint8Array.of(1, 2, 3).buffer],
  ['a view of a part', Uint8Array.of(0, 1, 2, 3, 4).subarray(1, 4)],
  ['a DataView with an offset', new DataView(Uint8Array.of(9, 1, 2, 3).buffer, 1)],
  ['wider elements', new Uint16Array(Uint8Array.of(1, 2, 3, 0).buffer).subarray(0, 2)],
  ['a buffer of another realm', runInNewContext('Uint8Array.of(1, 2, 3).buffer') as unknown],
  ['a view of another realm', runInNewContext('Uint8Array.of(0, 1, 2, 3).subarray(1)') as unknown],
])('takes the bytes of %s', (what, value) => {
  expect(convert(value)).toBe(what === 'wider elements' ? 'AQIDAA' : 'AQID')
})

it('takes an empty and a detached buffer for no bytes', () => {
  const detached = Uint8Array.of(1, 2, 3)
  structuredClone(detached, { transfer: [detached.buffer] })

  expect(convert(new ArrayBuffer(0))).toBe('')
  expect(convert(detached)).toBe('')
  expect(convert(detached.buffer)).toBe('')
})

describe('refuses', () => {
  const notABuffer = "The provided value is not of type '(ArrayBuffer or ArrayBufferView)'."
  const shared = new SharedArrayBuffer(3)

  it.each<[string, unknown, string]>([
    ['text', 'AQID', notABuffer],
    ['an array of numbers', [1, 2, 3], notABuffer],
    ['nothing', null, notABuffer],
    [
      'what only calls itself one',
      { [Symbol.toStringTag]: 'ArrayBuffer', byteLength: 3 },
      notABuffer,
    ],
    ['shared memory', shared, notABuffer],
    [
      'a view of shared memory',
      new Uint8Array(shared),
      'The provided ArrayBufferView value must not be shared.',
    ],
    [
      'a resizable buffer',
      runInNewContext('new ArrayBuffer(3, { maxByteLength: 9 })'),
      'The provided ArrayBuffer value must not be resizable.',
    ],
    [
      'a view of a resizable buffer',
      runInNewContext('new Uint8Array(new ArrayBuffer(3, { maxByteLength: 9 }))'),
      'The provided ArrayBufferView value must not be resizable.',
    ],
  ])('%s', (_what, value, why) => {
    expect(() => convert(value)).toThrow(
      new PageError('TypeError', `Failed to execute 'method' on 'Owner': ${why}`),
    )
  })
})

it('encodes only as much of a long byte string as is needed to refuse it', () => {
  const text = convert(new Uint8Array(50_000_000))

  expect(text.length).toBeGreaterThan(MAX_STRING_LENGTH)
  expect(text.length).toBeLessThan(MAX_STRING_LENGTH + 4)
})

it('encodes the longest byte string that a message can hold', () => {
  expect(convert(new Uint8Array(49_152))).toHaveLength(MAX_STRING_LENGTH)
})
