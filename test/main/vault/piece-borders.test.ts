/** A file is read in pieces of 256 KiB. Whatever is at the border of two pieces, no intact frame is missed. */
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { systemRandom } from '../../../src/main/platform/random'
import { bytesOfFile } from '../../../src/main/vault/file-bytes'
import { diskFiles } from '../../../src/main/vault/files'
import { FRAME_OVERHEAD, FrameSealer } from '../../../src/main/vault/frame'
import { scanFrames, type Scan } from '../../../src/main/vault/frame-scan'

const BLOCK_BYTES = 256 * 1024
const START = 10
/** Where the first two pieces end. */
const BORDERS = [START + BLOCK_BYTES, START + 2 * BLOCK_BYTES]
/** Distances around a border: before and after the lengths, and the bytes of a frame before its ciphertext. */
const DISTANCES = [-37, -36, -35, -9, -8, -7, -1, 0, 1, 4, 7, 8, 9, 36]

let folder: string
let path: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-pieces-'))
  path = join(folder, 'vault.pkv')
})
afterAll(() => rm(folder, { recursive: true }))

function sealer(): FrameSealer {
  const header = { generation: 1, vaultId: new Uint8Array(16) }
  return new FrameSealer({ key: new Uint8Array(32), header, headerBytes: new Uint8Array(START) })
}

/** A file with frames of these lengths. */
class Layout {
  readonly bytes: Buffer
  /** Where each frame ends. */
  readonly ends: readonly number[]

  constructor(lengths: readonly number[]) {
    const sealing = sealer()
    const frames = lengths.map((length, sequence) =>
      sealing.seal(sequence, new Uint8Array(length - FRAME_OVERHEAD), systemRandom),
    )
    this.bytes = Buffer.concat([new Uint8Array(START), ...frames])
    let end = START
    this.ends = lengths.map((length) => (end += length))
  }

  /** The frame that has this byte. */
  frameAt(offset: number): number {
    return this.ends.findIndex((end) => offset < end)
  }
}

/** Small frames, one that begins `before` bytes before the first border, and others. */
const around = (before: number) => [100, BLOCK_BYTES - 100 - before, 60, 700, BLOCK_BYTES, 90, 80]

const layouts: readonly [string, Layout][] = [
  ['a frame ends', new Layout(around(0))],
  ['the lengths of a frame are cut', new Layout(around(4))],
  ['the lengths of a frame end', new Layout(around(8))],
  ['the plaintext of a frame begins', new Layout(around(FRAME_OVERHEAD))],
  ['a frame of several pieces goes on', new Layout([100, 3 * BLOCK_BYTES + 7, 60, 700])],
  ['a frame of whole pieces ends', new Layout([BLOCK_BYTES, BLOCK_BYTES, 60, 700])],
]

interface Seen extends Scan {
  readonly sequences: readonly number[]
}

/** @param size the size that was found for the file. It may have changed since. */
async function scan(size: number): Promise<Seen> {
  const file = await diskFiles.open(path, 'read')
  const sequences: number[] = []
  try {
    const found = await scanFrames(
      { source: bytesOfFile(file, size), start: START, sealer: sealer() },
      {
        frame: (sequence) => sequences.push(sequence),
        batch: () => expect.unreachable('these frames have no batches'),
      },
    )
    return { ...found, sequences }
  } finally {
    await file.close()
  }
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

const places = BORDERS.flatMap((border) => DISTANCES.map((distance) => border + distance))

/** The frames of a file of intact frames up to this length. */
function expected({ ends }: Layout, length: number) {
  const count = ends.filter((end) => end <= length).length
  const end = ends[count - 1] ?? START
  const condition = end === length ? 'whole' : 'torn'
  return { sequences: upTo(count), nextSequence: count, lost: 0, end, condition }
}

describe.each(layouts)('where a piece ends and %s', (_, layout) => {
  const { bytes, ends } = layout

  it('a cut loses only what was cut', async () => {
    for (const length of places) {
      await writeFile(path, bytes.subarray(0, length))

      expect({ length, ...(await scan(length)) }).toEqual({ length, ...expected(layout, length) })
    }
  })

  it('a flipped bit loses one frame', async () => {
    await writeFile(path, bytes)
    const file = await open(path, 'r+')
    onTestFinished(() => file.close())
    for (const at of places) {
      await file.write(Uint8Array.of(bytes[at]! ^ 0x10), 0, 1, at)
      const { sequences } = await scan(bytes.length)
      await file.write(bytes, at, 1, at)

      const damaged = layout.frameAt(at)
      expect({ at, sequences }).toEqual({ at, sequences: upTo(ends.length).toSpliced(damaged, 1) })
    }
  })

  it('what another program appends meanwhile is not taken for a part', async () => {
    await writeFile(path, bytes)
    for (const size of places)
      expect({ size, ...(await scan(size)) }).toEqual({ size, ...expected(layout, size) })
  })
})
