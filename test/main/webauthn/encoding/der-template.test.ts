import { describe, expect, it } from 'vitest'
import { DerTemplate } from '../../../../src/main/webauthn/encoding/der-template'

/** A sequence of two octet strings, of 16 and 17 bytes. */
function encode([first, second]: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.of(0x30, 0x25, 0x04, 0x10, ...first!, 0x04, 0x11, ...second!)
}

const template = new DerTemplate([16, 17], encode)
const parts = [new Uint8Array(16).fill(1), new Uint8Array(17).fill(0xa0)]

describe('DerTemplate', () => {
  it('produces the same bytes as the library', () => {
    expect(template.fill(parts)).toEqual(encode(parts))
  })

  it('reads back the parts', () => {
    expect(template.read(encode(parts))).toEqual(parts)
  })

  it('does not read bytes of another shape', () => {
    const other = encode(parts)
    other[2] = 0x03

    expect(template.read(other)).toBeUndefined()
    expect(template.read(encode(parts).subarray(1))).toBeUndefined()
  })

  it('rejects a part of another size', () => {
    expect(() => template.fill([new Uint8Array(15), new Uint8Array(17)])).toThrow('part 0')
  })

  it('keeps no bytes of an earlier fill', () => {
    template.fill([new Uint8Array(16).fill(7), new Uint8Array(17).fill(7)])

    expect(template.fill(parts)).toEqual(encode(parts))
  })
})
