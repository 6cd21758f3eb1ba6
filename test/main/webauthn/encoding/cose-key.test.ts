import { describe, expect, it } from 'vitest'
import {
  akpCoseKey,
  ec2CoseKey,
  okpCoseKey,
  rsaCoseKey,
} from '../../../../src/main/webauthn/encoding/cose-key'
import { readCoseKey } from '../../../support/cose-keys'
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

  it('encode a point as kty, alg, crv, x and y, with leading zeros', () => {
    expect(readCoseKey(ec2CoseKey(-35, 2, X, Y))).toEqual([
      [1, 2],
      [3, -35],
      [-1, 2],
      [-2, '000102'],
      [-3, '030405'],
    ])
  })

  it('encode an Edwards key as kty, alg, crv and x', () => {
    expect(readCoseKey(okpCoseKey(-8, 6, X))).toEqual([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, '000102'],
    ])
  })

  it('encode an RSA key as kty, alg, n and e', () => {
    expect(readCoseKey(rsaCoseKey(-257, Y, Uint8Array.of(1, 0, 1)))).toEqual([
      [1, 3],
      [3, -257],
      [-1, '030405'],
      [-2, '010001'],
    ])
  })

  it('encode a key of type AKP as kty, alg and pub', () => {
    expect(readCoseKey(akpCoseKey(-48, X))).toEqual([
      [1, 7],
      [3, -48],
      [-1, '000102'],
    ])
  })
})
