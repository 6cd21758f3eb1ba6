/**
 * One sealed entry of the vault's file: `len(4) ‖ ~len(4) ‖ iv(12) ‖ tag(16) ‖ ciphertext(len)`, numbers big-endian. The length
 * is written twice, once inverted, so that a damaged length does not look like a file that was cut off. Each frame is bound to
 * the vault, the generation and its place in the sequence: a frame that was moved, repeated or copied from elsewhere does not
 * open.
 */
import type { Header } from './header'
import { seal, SEAL_OVERHEAD, unseal } from './seal'
import type { Randomness } from '../platform/ports'

/** The size of the two copies of the length at the beginning of a frame. */
export const LENGTHS_BYTES = 8

/** What a frame adds to its plaintext, in bytes. */
export const FRAME_OVERHEAD = LENGTHS_BYTES + SEAL_OVERHEAD

/** What opens and seals the frames of one generation. */
export interface SealerParts {
  /** The records' key of this generation, 32 bytes. */
  readonly key: Uint8Array<ArrayBuffer>
  readonly header: Pick<Header, 'vaultId' | 'generation'>
  /** The bytes in the file. The first frame proves them. */
  readonly headerBytes: Uint8Array
}

/** Opens and seals the frames of one generation. */
export class FrameSealer {
  readonly #key: Uint8Array
  /** `vaultId(16) ‖ generation(4) ‖ sequence(8)`. */
  readonly #about: Uint8Array<ArrayBuffer>
  readonly #aboutView: DataView
  readonly #header: Uint8Array

  constructor({ key, header, headerBytes }: SealerParts) {
    this.#key = key
    this.#header = headerBytes
    this.#about = new Uint8Array(header.vaultId.length + 12)
    this.#about.set(header.vaultId, 0)
    this.#aboutView = new DataView(this.#about.buffer)
    this.#aboutView.setUint32(header.vaultId.length, header.generation)
  }

  /** @returns the whole frame. */
  seal(sequence: number, plaintext: Uint8Array, random: Randomness): Uint8Array<ArrayBuffer> {
    const sealed = seal(this.#key, plaintext, this.#aboutFrame(sequence), random)
    const frame = new Uint8Array(LENGTHS_BYTES + sealed.length)
    const view = new DataView(frame.buffer)
    view.setUint32(0, plaintext.length)
    view.setUint32(4, ~plaintext.length)
    frame.set(sealed, LENGTHS_BYTES)
    return frame
  }

  /**
   * @param frame a whole frame.
   * @returns the plaintext; undefined when the frame is damaged or belongs to another place.
   */
  open(sequence: number, frame: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    return unseal(this.#key, frame.subarray(LENGTHS_BYTES), this.#aboutFrame(sequence))
  }

  wipe(): void {
    this.#key.fill(0)
  }

  #aboutFrame(sequence: number): Uint8Array {
    const at = this.#about.length - 8
    this.#aboutView.setUint32(at, Math.floor(sequence / 2 ** 32))
    this.#aboutView.setUint32(at + 4, sequence >>> 0)
    return sequence === 0 ? Buffer.concat([this.#about, this.#header]) : this.#about
  }
}

/**
 * Reads the two lengths of the frame that begins at `offset`.
 *
 * @returns the length of the whole frame, which may exceed the available bytes; `'garbled'` when the two lengths contradict
 *   each other; `'cut-off'` when there are too few bytes to tell.
 */
export function frameLength(view: DataView, offset: number): number | 'garbled' | 'cut-off' {
  if (view.byteLength - offset < LENGTHS_BYTES) return 'cut-off'
  const length = view.getUint32(offset)
  return view.getUint32(offset + 4) === ~length >>> 0 ? FRAME_OVERHEAD + length : 'garbled'
}
