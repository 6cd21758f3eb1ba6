import { expect, it } from 'vitest'
import { givenOf } from '../../../src/renderer/inspector/check-given'
import { ceremonyDetail } from '../../support/ceremony-details'

const nothing = { challenge: '', origins: '', publicKey: '', signCount: '' }
const entry = { at: 7, origin: 'https://example.org' }

it('takes the page’s own origin where the user pastes none', () => {
  expect(givenOf(nothing, entry, ceremonyDetail())).toEqual({
    now: 7,
    origins: ['https://example.org'],
    isConditional: false,
  })
})

it('reads base64 with padding, several origins and a counter', () => {
  const pasted = {
    challenge: ' a+/b\n==',
    origins: 'https://a.example, https://b.example',
    publicKey: 'pQE+',
    signCount: ' 12 ',
  }

  expect(givenOf(pasted, entry, ceremonyDetail({ mediation: 'conditional' }))).toMatchObject({
    challenge: 'a-_b',
    origins: ['https://a.example', 'https://b.example'],
    isConditional: true,
    record: { publicKey: 'pQE-', signCount: 12 },
  })
})

it('counts no other text as a counter', () => {
  expect(givenOf({ ...nothing, signCount: '-1' }, entry, ceremonyDetail())).not.toHaveProperty(
    'record',
  )
})
