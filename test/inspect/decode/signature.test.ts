import { expect, it } from 'vitest'
import { readEcdsaSignature } from '../../../src/inspect/decode/signature'

const SIGNATURE = Uint8Array.of(0x30, 0x06, 0x02, 0x01, 0x07, 0x02, 0x01, 0x09)

it('names each tag, and says what the tag is', () => {
  const { fields, problems } = readEcdsaSignature(SIGNATURE)

  expect(fields.map(({ name, value }) => [name, value])).toEqual([
    ['tag', '0x30: SEQUENCE'],
    ['length', '6 bytes'],
    ['r tag', '0x02: INTEGER'],
    ['r length', '1 byte'],
    ['r', '07'],
    ['s tag', '0x02: INTEGER'],
    ['s length', '1 byte'],
    ['s', '09'],
  ])
  expect(problems).toEqual([])
})

it('says which tag is another one', () => {
  const { fields } = readEcdsaSignature(SIGNATURE.with(5, 0x04))
  const tag = fields.find(({ name }) => name === 's tag')

  expect([tag?.value, tag?.problems]).toEqual(['0x04', ['not the tag of INTEGER']])
})
