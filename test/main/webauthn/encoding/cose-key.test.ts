import { Decoder } from 'cbor-x'
import { describe, expect, it } from 'vitest'
import { ec2CoseKey, okpCoseKey, rsaCoseKey } from '../../../../src/main/webauthn/encoding/cose-key'
import { hex, vector } from '../../../support/vectors'
import { fromBase64url } from '../../../support/webauthn-options'

const X = Uint8Array.of(0, 1, 2)
const Y = Uint8Array.of(3, 4, 5)

describe('COSE keys', () => {
  it('match the specification’s vector for P-256', () => {
    const { publicJwk, registration } = vector('none-es256')
    const { x = '', y = '' } = publicJwk
    const coseKey = ec2CoseKey(-7, 1, fromBase64url(x), fromBase64url(y))

    expect(hex(coseKey)).toBe(hex(registration.coseKey))
  })

  it('give a point as kty, alg, crv, x and y, with leading zeros', () => {
    expect(entries(ec2CoseKey(-35, 2, X, Y))).toEqual([
      [1, 2],
      [3, -35],
      [-1, 2],
      [-2, '000102'],
      [-3, '030405'],
    ])
  })

  it('give an Edwards key as kty, alg, crv and x', () => {
    expect(entries(okpCoseKey(-8, 6, X))).toEqual([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, '000102'],
    ])
  })

  it('give an RSA key as kty, alg, n and e', () => {
    expect(entries(rsaCoseKey(-257, Y, Uint8Array.of(1, 0, 1)))).toEqual([
      [1, 3],
      [3, -257],
      [-1, '030405'],
      [-2, '010001'],
    ])
  })
})

/** In their order on the wire; bytes as hex. */
function entries(coseKey: Uint8Array): [unknown, unknown][] {
  const decoder = new Decoder({ mapsAsObjects: false, useRecords: false })
  const map = decoder.decode(coseKey) as Map<unknown, unknown>
  return Array.from(map, ([label, value]) => [
    label,
    value instanceof Uint8Array ? hex(value) : value,
  ])
}
