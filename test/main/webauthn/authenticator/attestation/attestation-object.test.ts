import { expect, it } from 'vitest'
import { encodeAttestationObject } from '../../../../../src/main/webauthn/authenticator/attestation/attestation-object'
import { hex } from '../../../../support/vectors'

it('encodes its keys in the order of canonical CBOR', () => {
  const object = encodeAttestationObject('none', new Map(), Uint8Array.of(7))

  expect(hex(object)).toBe(
    `a3${key('fmt')}64${Buffer.from('none').toString('hex')}${key('attStmt')}a0${key('authData')}4107`,
  )
})

function key(name: string): string {
  return (0x60 + name.length).toString(16) + Buffer.from(name).toString('hex')
}
