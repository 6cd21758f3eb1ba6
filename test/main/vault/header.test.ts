import { describe, expect, it } from 'vitest'
import { decodeHeader, encodeHeader, type Header } from '../../../src/main/vault/header'

const passphrase = {
  kind: 'passphrase',
  salt: new Uint8Array(16).fill(1),
  N: 2 ** 17,
  r: 8,
  p: 1,
  wrapped: new Uint8Array(60).fill(2),
}

describe('the header', () => {
  it('decodes to the encoded header, and ignores the bytes after it', () => {
    const header = headerWith([{ kind: 'keychain' }, passphrase])
    const bytes = encodeHeader(header)

    const decoded = decodeHeader(Buffer.concat([bytes, Buffer.from('frames')]))

    expect(decoded).toEqual({ header, length: bytes.length })
  })

  it('keeps key slots of an unknown kind', () => {
    const header = headerWith([
      { kind: 'keychain' },
      { kind: 'of-a-later-build', wrapped: 'later' },
    ])

    expect(decodeHeader(encodeHeader(header)).header).toEqual(header)
  })

  it('rejects scrypt parameters that need too much memory', () => {
    const bytes = encodeHeader(headerWith([{ ...passphrase, N: 2 ** 40 }]))

    expect(() => decodeHeader(bytes)).toThrow('its list of keys is damaged')
  })

  it('reports damage for every flipped bit', () => {
    const bytes = encodeHeader(headerWith([passphrase]))

    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = Uint8Array.from(bytes)
      damaged[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => decodeHeader(damaged)).toThrow(
        expect.objectContaining({ name: 'UnreadableVaultError' }),
      )
    }
  })

  it('is rejected when it is cut off at any length', () => {
    const bytes = encodeHeader(headerWith([{ kind: 'keychain' }]))

    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeHeader(bytes.subarray(0, length))).toThrow('cannot be read')
  })
})

function headerWith(slots: Header['slots']): Header {
  return {
    generation: 3,
    vaultId: new Uint8Array(16).fill(5),
    keyId: new Uint8Array(8).fill(6),
    slots,
  }
}
