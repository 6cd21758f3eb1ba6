import { expect, it } from 'vitest'
import { encodeExtensionData } from '../../../../../src/main/webauthn/authenticator/extensions/extensions'
import { hex } from '../../../../support/vectors'

it('encodes outputs in CTAP2’s order: the shorter name first, then bytewise', () => {
  const outputs = new Map([
    ['aaa', 1],
    ['b', 2],
    ['aab', 3],
  ])

  expect(hex(encodeExtensionData(outputs)!)).toBe('a3' + '616202' + '6361616101' + '6361616203')
  expect(encodeExtensionData(new Map())).toBeUndefined()
})
