import { describe, expect, it } from 'vitest'
import {
  attestationStatements,
  encodeAttestationObject,
} from '../../../../../src/main/webauthn/authenticator/attestation/attestation'
import { hex } from '../../../../support/vectors'

const attested = {
  algorithm: -7,
  sign: (data: Uint8Array) => Uint8Array.of(0xee, ...data),
  signedData: Uint8Array.of(1, 2),
}

describe('attestation statements', () => {
  it('are empty for none (§8.7)', () => {
    expect(attestationStatements.none(attested)).toEqual(new Map())
  })

  it('hold the key’s algorithm and its signature for packed self attestation (§8.2)', () => {
    const statement = attestationStatements.packed(attested)

    expect([...statement]).toEqual([
      ['alg', -7],
      ['sig', Uint8Array.of(0xee, 1, 2)],
    ])
  })
})

describe('the attestation object', () => {
  it('has its keys in the order of canonical CBOR', () => {
    const object = encodeAttestationObject('none', new Map(), Uint8Array.of(7))

    expect(hex(object)).toBe(
      `a3${key('fmt')}64${Buffer.from('none').toString('hex')}${key('attStmt')}a0${key('authData')}4107`,
    )
  })
})

function key(name: string): string {
  return (0x60 + name.length).toString(16) + Buffer.from(name).toString('hex')
}
