import { expect, it } from 'vitest'
import { givenOf } from '../../../src/renderer/inspector/check-given'

const nothing = { challenge: '', origins: '', publicKey: '', signCount: '' }

it('takes empty fields for what is not known', () => {
  expect(givenOf(nothing)).toEqual({})
})

it('reads base64 with padding, several origins and a counter', () => {
  const pasted = {
    challenge: ' a+/b\n==',
    origins: 'https://a.example, https://b.example',
    publicKey: 'pQE+',
    signCount: ' 12 ',
  }

  expect(givenOf(pasted)).toEqual({
    challenge: 'a-_b',
    origins: ['https://a.example', 'https://b.example'],
    record: { publicKey: 'pQE-', signCount: 12 },
  })
})

it('counts no other text as a counter', () => {
  expect(givenOf({ ...nothing, signCount: '-1' })).toEqual({})
})
