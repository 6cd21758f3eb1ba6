/** The parts of a damaged file, and the results and the cost of the search for frames in them. */
import { createHash } from 'node:crypto'
import { Slices } from '../../src/main/platform/slices'
import { bytesInMemory, type FileBytes } from '../../src/main/vault/file-bytes'
import { FrameSealer } from '../../src/main/vault/frame'
import { recoverFrames, type FoundFrame } from '../../src/main/vault/frame-recovery'

/** Where the damaged part begins. */
export const FROM = 100
/** The length of most frames, and of an empty one, in bytes. */
export const FRAME = 100
export const EMPTY_FRAME = 36

/**
 * The same bytes in every run. Random bytes of a frame can look like the lengths of another frame, which changes the number
 * of attempts.
 */
export const same = { bytes: (length: number) => new Uint8Array(length).fill(9) }
export const ours = new FrameSealer(...secretsOf('ours'))
const theirs = new FrameSealer(...secretsOf('theirs'))

export interface Recovered {
  readonly found: readonly FoundFrame[]
  readonly numbers: readonly number[]
  /** How often the search tried to open a frame. */
  readonly attempts: number
  /** How many bytes the search tried to open, and how many it read from the file. */
  readonly decrypted: number
  readonly read: number
  /** How often the search let other work run. */
  readonly pauses: number
}

/** @param sequence the number of the first frame that was not read yet. */
export async function recover(parts: readonly Buffer[], sequence = 0): Promise<Recovered> {
  const bytes = Buffer.concat([new Uint8Array(FROM), ...parts])
  const [sealer, slices] = [new CountingSealer(...secretsOf('ours')), new CountingSlices()]
  const whole = bytesInMemory(bytes)
  let read = 0
  const source: FileBytes = {
    length: whole.length,
    read: async (position, length) => {
      const part = await whole.read(position, length)
      read += part.length
      return part
    },
  }
  const found = await recoverFrames({
    source,
    from: FROM,
    sequence,
    sealer,
    slices,
  })
  const numbers = found.map((each) => each.sequence)
  const { attempts, decrypted } = sealer
  return { found, numbers, attempts, decrypted, read, pauses: slices.pauses }
}

class CountingSealer extends FrameSealer {
  attempts = 0
  decrypted = 0

  override open(sequence: number, sealed: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    this.attempts++
    this.decrypted += sealed.length
    return super.open(sequence, sealed)
  }
}

class CountingSlices extends Slices {
  pauses = 0

  override async next(): Promise<void> {
    this.pauses++
  }
}

function secretsOf(vault: string): ConstructorParameters<typeof FrameSealer> {
  const digest = createHash('sha256').update(vault).digest()
  const header = { generation: 1, vaultId: digest.subarray(0, 16) }
  return [{ key: Uint8Array.from(digest), header, headerBytes: new Uint8Array(FROM) }]
}

export function frame(
  sequence: number,
  plaintextBytes = FRAME - EMPTY_FRAME,
  sealer = ours,
): Buffer {
  return Buffer.from(sealer.seal(sequence, new Uint8Array(plaintextBytes), same))
}

export function frames(first: number, count: number): Buffer[] {
  return range(first, count).map((sequence) => frame(sequence))
}

export function range(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}

/** A frame of another vault. */
export function foreign(sequence: number): Buffer {
  return frame(sequence, undefined, theirs)
}

export function foreigners(count: number, plaintextBytes?: number): Buffer[] {
  return range(0, count).map((sequence) => frame(sequence, plaintextBytes, theirs))
}

/** A frame with good lengths that does not open. */
export function ruined(sequence: number): Buffer {
  return frame(sequence).fill(0, 50)
}

/** How a frame begins. */
export function bothLengths(bytes: number): Buffer {
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32BE(bytes, 0)
  lengths.writeUInt32BE(~bytes >>> 0, 4)
  return lengths
}

/** Bytes in which no frame can begin. */
export function gap(bytes: number): Buffer {
  return Buffer.alloc(bytes)
}
