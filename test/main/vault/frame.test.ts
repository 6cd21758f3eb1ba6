import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { systemRandom } from '../../../src/main/platform/random'
import { FRAME_OVERHEAD, frameLength, FrameSealer } from '../../../src/main/vault/frame'

const header = {
  generation: 1,
  vaultId: new Uint8Array(randomBytes(16)),
  keyId: new Uint8Array(8),
  slots: [],
}

describe('a sealer', () => {
  it('opens nothing once it is wiped, because its key is gone', () => {
    const key = new Uint8Array(randomBytes(32))
    const sealer = new FrameSealer({ key, header, headerBytes: new Uint8Array(8) })
    const frame = sealer.seal(1, Uint8Array.of(7), systemRandom)
    expect(sealer.open(1, frame)).toEqual(Uint8Array.of(7))

    sealer.wipe()

    expect(sealer.open(1, frame)).toBeUndefined()
    expect(key).toEqual(new Uint8Array(32))
  })
})

describe('the length of a frame', () => {
  const lengths = (plaintext: number, bytes: number) => {
    const view = new DataView(new ArrayBuffer(8))
    view.setUint32(0, plaintext)
    view.setUint32(4, ~plaintext)
    return new DataView(view.buffer, 0, bytes)
  }

  it('is known from its first eight bytes', () => {
    expect(frameLength(lengths(5, 8), 0)).toBe(FRAME_OVERHEAD + 5)
    expect(frameLength(lengths(5, 7), 0)).toBe('cut-off')
  })
})
