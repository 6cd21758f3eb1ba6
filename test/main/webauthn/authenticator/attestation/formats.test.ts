import { describe, expect, it } from 'vitest'
import {
  canAttest,
  chooseFormat,
} from '../../../../../src/main/webauthn/authenticator/attestation/formats'
import {
  ATTESTATION_FORMATS,
  type AttestationFormat,
} from '../../../../../src/main/webauthn/authenticator/description'

const nistCurves = [-7, -35, -36, -9, -51, -52]
const rsa = [-257, -258, -259, -37, -38, -39]
const ed25519 = [-8, -19]
const others = [-47, -53, -48, -49, -50]

const able: Record<AttestationFormat, readonly number[]> = {
  none: [...nistCurves, ...rsa, ...ed25519, ...others],
  packed: [...nistCurves, ...rsa, ...ed25519, ...others],
  'fido-u2f': [-7],
  tpm: [...nistCurves, ...rsa],
  'android-key': [...nistCurves, ...rsa, ...ed25519],
  apple: [-7],
  compound: [...nistCurves, ...rsa, ...ed25519],
}

describe('an attestation format', () => {
  it.each(ATTESTATION_FORMATS)('%s attests exactly the algorithms that it supports', (format) => {
    const algorithms = able.none.filter((algorithm) => canAttest(format, algorithm))

    expect(algorithms).toEqual(able.none.filter((algorithm) => able[format].includes(algorithm)))
  })

  it.each<[wanted: string[], has: AttestationFormat[], algorithm: number, format: string]>([
    [['tpm', 'packed'], ['packed', 'tpm'], -7, 'tpm'],
    [['fido-u2f', 'apple', 'packed'], ['none', 'apple', 'fido-u2f', 'packed'], -8, 'packed'],
    [['unknown', 'apple'], ['packed', 'apple'], -7, 'apple'],
    [['unknown'], ['tpm', 'packed'], -8, 'packed'],
    [[], ['fido-u2f', 'none'], -7, 'fido-u2f'],
    [['packed'], ['none'], -7, 'none'],
    [['packed'], ['fido-u2f'], -8, 'none'],
  ])(
    'for the wanted formats %j, the supported formats %j and the algorithm %i, is %s',
    (wanted, has, algorithm, format) => {
      expect(chooseFormat(wanted, algorithm, { attestationFormats: has })).toBe(format)
    },
  )
})
