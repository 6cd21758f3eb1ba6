import { Encoder } from 'cbor-x'
import { describe, expect, it } from 'vitest'
import { decodeCbor, encodeCbor } from '../../../src/main/vault/cbor'
import { CborParts } from '../../../src/main/vault/cbor-parts'
import { UnreadableVaultError } from '../../../src/main/vault/errors'
import { encodedNames } from '../../../src/main/vault/cbor-parts'
import { KeptValue } from '../../../src/main/vault/kept-value'
import { encodeBatch, encodePut, readBatch } from '../../../src/main/vault/operation'
import { keptPasskey } from '../../support/kept-passkey'

const VALUES: readonly (readonly [what: string, value: unknown])[] = [
  ['small and large numbers', [0, 23, 24, 255, 256, 65_535, 65_536, 2 ** 32, 2 ** 52, -1, -500]],
  ['fractions', [0.5, 1e300, NaN, Infinity]],
  ['simple values', [true, false, null, undefined]],
  ['text', ['', 'é', '🔑', 'x'.repeat(23), 'x'.repeat(24), 'x'.repeat(300), 'x'.repeat(70_000)]],
  ['bytes', [new Uint8Array(0), new Uint8Array(24), new Uint8Array(70_000)]],
  ['lists and objects in one another', { a: [[], [{}], { b: { c: [1, { d: 'e' }] } }] }],
  ['a passkey', keptPasskey()],
]

describe('an encoded value', () => {
  it.each(VALUES)('ends where the next one begins: %s', (_, value) => {
    const bytes = Uint8Array.from([...encodeCbor(value), ...encodeCbor('after')])
    const parts = new CborParts(bytes)

    expect(parts.next()).toEqual(encodeCbor(value))
    expect(parts.decode()).toBe('after')
    expect(parts.at).toBe(bytes.length)
    const again = new CborParts(bytes)
    again.skip()
    expect(again.decode()).toBe('after')
  })

  it.each(
    VALUES.flatMap(([what, value]) =>
      Array.isArray(value) ? value.map((one: unknown) => [what, one] as const) : [],
    ),
  )('is decoded as the decoder does it: %s, %j', (_, value) => {
    const bytes = Uint8Array.from([...encodeCbor(value), ...encodeCbor('after')])
    const parts = new CborParts(bytes)

    expect(parts.decode()).toStrictEqual(decodeCbor(encodeCbor(value)))
    expect(parts.decode()).toBe('after')
  })

  it('is refused where it is cut off, or claims more than there is', () => {
    const whole = encodeCbor({ a: ['text', new Uint8Array(300)], b: 2 ** 40 })
    for (let length = 0; length < whole.length; length++)
      for (const read of ['next', 'skip', 'decode'] as const)
        expect(() => new CborParts(whole.subarray(0, length))[read]()).toThrow(RangeError)
    for (const value of ['text', new Uint8Array(30), 300, 2 ** 31]) {
      const bytes = encodeCbor(value)
      expect(() => new CborParts(bytes.subarray(0, -1)).decode()).toThrow(RangeError)
    }
    expect(() => new CborParts(Uint8Array.of(0x9a, 0xff, 0xff, 0xff, 0xff)).next()).toThrow(
      RangeError,
    )
  })
})

describe('a value from the file', () => {
  const passkey = keptPasskey()
  const FIELDS = encodedNames('userName', 'rpId', 'userHandle', 'discoverable', 'no such field')

  it.each([
    ['as it stands there', KeptValue.encoded(encodeCbor(passkey))],
    ['that was made just now', KeptValue.of(passkey)],
  ])('gives some of its fields, itself, and its bytes: %s', (_, kept) => {
    const { userName, rpId, userHandle, discoverable } = passkey

    expect(kept.fields(FIELDS)).toEqual({ userName, rpId, userHandle, discoverable })
    expect(kept.child(encodedNames('userHandle'))?.value).toEqual(userHandle)
    expect(kept.child(encodedNames('no such field'))).toBeUndefined()
    expect(kept.glance()).toEqual(passkey)
    expect(kept.value).toEqual(passkey)
    expect(kept.value).toBe(kept.value)
    expect(decodeCbor(kept.encode())).toEqual(passkey)
  })

  it.each([
    ['as it stands in the file', KeptValue.encoded(encodeCbor(passkey))],
    ['that was made just now', KeptValue.of(passkey)],
  ])('has other values in changed fields, and stays itself: %s', (_, kept) => {
    const changed = kept.withChanges({ userName: 'grace', hidden: null })
    const now = { ...passkey, userName: 'grace', hidden: null }

    expect(changed.changes).toEqual({ userName: 'grace', hidden: null })
    expect(changed.fields(FIELDS)).toMatchObject({ userName: 'grace', rpId: passkey.rpId })
    expect(changed.child(encodedNames('userName'))?.value).toBe('grace')
    expect(changed.child(encodedNames('userHandle'))?.value).toEqual(passkey.userHandle)
    expect(changed.glance()).toEqual(now)
    expect(decodeCbor(changed.encode())).toEqual(now)
    expect(changed.value).toEqual(now)
    expect(changed.value).toBe(changed.value)
    expect(decodeCbor(changed.encode())).toEqual(now)
    expect(changed.withChanges({ userName: 'ada' }).value).toEqual({ ...now, userName: 'ada' })
    expect(kept.value).toEqual(passkey)
  })

  it('is not mistaken for another field whose name begins alike, or that is deeper', () => {
    const kept = KeptValue.encoded(encodeCbor({ rp: 1, inner: { rpId: 2 }, rpIdOld: 3, rpId: 4 }))

    expect(kept.fields(encodedNames('rpId'))).toEqual({ rpId: 4 })
  })
})

describe('a batch', () => {
  it('has the operations that it was made of', () => {
    const batch = readBatch(
      encodeBatch([
        ['put', 'passkeys', 'one', { a: 1 }],
        ['delete', 'trash', 'two'],
        ['put', 'things', 'three', null],
        ['set', 'passkeys', ['one', 'two'], { b: null }],
      ]),
    )

    const decoded = batch.map((change) =>
      change[0] === 'put' ? [...change.slice(0, 3), change[3].value] : change,
    )
    expect(decoded).toEqual([
      ['put', 'passkeys', 'one', { a: 1 }],
      ['delete', 'trash', 'two'],
      ['put', 'things', 'three', null],
      ['set', 'passkeys', ['one', 'two'], { b: null }],
    ])
  })

  it('of one value is the same when the value was never decoded', () => {
    const value = keptPasskey()

    expect(Buffer.from(encodePut('passkeys', 'key', KeptValue.encoded(encodeCbor(value))))).toEqual(
      Buffer.from(encodeBatch([['put', 'passkeys', 'key', value]])),
    )
  })

  it.each<[string, Uint8Array]>([
    ['is no list', encodeCbor({ a: 1 })],
    ['has an operation of another kind', encodeCbor([['move', 'passkeys', 'key', 1]])],
    ['has an operation with more in it', encodeCbor([['put', 'passkeys', 'key', 1, 2]])],
    ['has an operation without a value', encodeCbor([['put', 'passkeys', 'key']])],
    ['has a key that is no text', encodeCbor([['delete', 'passkeys', 7]])],
    ['changes fields of a key that is no text', encodeCbor([['set', 'passkeys', ['a', 7], {}]])],
    ['changes fields of no list of keys', encodeCbor([['set', 'passkeys', 'a', {}]])],
    ['changes fields to a list', encodeCbor([['set', 'passkeys', ['a'], []]])],
    ['changes fields with more in it', encodeCbor([['set', 'passkeys', ['a'], {}, 1]])],
    ['goes on after its end', Buffer.concat([encodeCbor([]), encodeCbor(1)])],
    ['has a list of unknown length', Uint8Array.of(0x9f, 0xff)],
    ['is written in another way', new Encoder({ tagUint8Array: true }).encode(new Date(0))],
  ])('that %s is a newer Latchkey’s', (_, bytes) => {
    expect(() => readBatch(bytes)).toThrow(UnreadableVaultError)
  })
})
