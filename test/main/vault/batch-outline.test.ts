/** The thread's outline of a batch equals the result of reading the batch. */
import { describe, expect, it } from 'vitest'
import { outlineBatch, OutlineReader } from '../../../src/main/vault/batch-outline'
import { encodeCbor } from '../../../src/main/vault/cbor'
import { EncodedPasskey } from '../../../src/main/vault/encoded-passkey'
import {
  encodeBatch,
  readBatch,
  type Change,
  type SavedChange,
} from '../../../src/main/vault/operation'
import { recordKey, type StoredPasskey } from '../../../src/main/vault/stored-passkey'
import { passkey } from '../../support/passkeys'

const BEFORE = 50
const AFTER = 30

/** In the middle of a piece, like a frame's plaintext. */
function outlined(plaintext: Uint8Array) {
  const bytes = new Uint8Array(BEFORE + plaintext.length + AFTER).fill(0x61)
  bytes.set(plaintext, BEFORE)
  const outline = [7]
  outlineBatch({ bytes, from: BEFORE, end: BEFORE + plaintext.length }, outline)
  const [, count = 0] = outline
  const at = { outline: new Int32Array(outline), at: 2, count }
  return { outline, count, batch: new OutlineReader().read(bytes, at) }
}

function stored(order: number, rpId = 'example.org', discoverable = true): StoredPasskey {
  const credentialId = Uint8Array.of(order >> 8, order, 3)
  return {
    ...passkey({ rpId, credentialId, discoverable, userName: 'Zoë' }),
    order,
    sealedKey: new Uint8Array(60),
  }
}

const put = (value: StoredPasskey): Change => [
  'put',
  'passkeys',
  recordKey(value.credentialId),
  value,
]

const decoded = (batch: readonly SavedChange[]) =>
  batch.map((change) => (change[0] === 'put' ? [...change.slice(0, 3), change[3].value] : change))

describe('a batch that puts passkeys', () => {
  it.each([
    ['one', [put(stored(1))]],
    ['several', [put(stored(1)), put(stored(300, 'a.example', false)), put(stored(70_000))]],
  ])('is outlined, with %s of them', (_, changes) => {
    const plaintext = encodeBatch(changes)

    const { batch } = outlined(plaintext)

    expect(decoded(batch)).toEqual(decoded(readBatch(plaintext)))
  })

  it.each([0, 300, 2 ** 31 - 1])('tells the place of each passkey, with the order %i', (order) => {
    const { batch } = outlined(encodeBatch([put(stored(order, 'a.example', false))]))

    const [, , , kept] = batch[0]!
    expect(kept).toBeInstanceOf(EncodedPasskey)
    expect(kept).toMatchObject({ rpId: 'a.example', order, discoverable: false })
  })
})

const noPasskey = (fields: object) =>
  encodeBatch([['put', 'passkeys', 'AQ', { ...stored(1), ...fields }]])

/** Its last field is the given one; it has no other RP ID. */
const endingWith = (fields: object) => {
  const others = Object.entries(stored(1)).filter(([name]) => name !== 'rpId')
  return encodeBatch([['put', 'passkeys', 'AQ', { ...Object.fromEntries(others), ...fields }]])
}

describe('left to be read as a whole is a batch', () => {
  it.each<[string, Uint8Array]>([
    ['that deletes', encodeBatch([['delete', 'passkeys', 'AQ']])],
    ['that changes fields', encodeBatch([['set', 'passkeys', ['AQ'], { userName: 'Ada' }]])],
    ['of another collection', encodeBatch([['put', 'trash', 'AQ', stored(1)]])],
    ['that does more than put', encodeBatch([put(stored(1)), ['delete', 'passkeys', 'AQ']])],
    ['that does nothing', encodeBatch([])],
    ['whose key is no ASCII text', encodeBatch([['put', 'passkeys', 'é', stored(1)]])],
    ['whose RP ID is no ASCII text', noPasskey({ rpId: 'bücher.example' })],
    ['whose last value is an RP ID of bytes', endingWith({ rpId: new Uint8Array(3) })],
    ['whose last value is no ASCII text', endingWith({ rpId: 'bücher.example' })],
    ['without an RP ID', endingWith({})],
    ['whose RP ID is undefined', noPasskey({ rpId: undefined })],
    ['whose RP ID is no text', noPasskey({ rpId: 5 })],
    ['without an order', noPasskey({ order: undefined })],
    ['with a large order', noPasskey({ order: 2 ** 31 })],
    ['with a negative order', noPasskey({ order: -1 })],
    ['with an order that is no integer', noPasskey({ order: 1.5 })],
    ['that does not tell whether it is discoverable', noPasskey({ discoverable: null })],
    ['whose value is no object', encodeBatch([['put', 'passkeys', 'AQ', 'text']])],
    ['of a newer build', encodeCbor([['put', 'passkeys', 'AQ', stored(1), 'more']])],
    ['with bytes after it', Buffer.concat([encodeBatch([put(stored(1))]), Uint8Array.of(0)])],
    ['that is cut off', encodeBatch([put(stored(1))]).subarray(0, -1)],
    ['that claims to have more', Uint8Array.of(0x9a, 0xff, 0xff, 0xff, 0xff)],
    ['that is the opening frame', encodeCbor({ frames: 3 })],
    ['that is no CBOR', new Uint8Array(40).fill(0xff)],
  ])('%s', (_, plaintext) => {
    expect(outlined(plaintext).outline).toEqual([7, 0])
  })
})
