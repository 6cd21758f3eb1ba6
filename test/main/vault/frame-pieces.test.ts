/** A file's frames in pieces: every frame occurs once, wherever the blocks end in which the file is read. */
import { describe, expect, it, vi } from 'vitest'
import { systemRandom } from '../../../src/main/platform/random'
import { bytesInMemory, type FileBytes } from '../../../src/main/vault/file-bytes'
import { FRAME_OVERHEAD } from '../../../src/main/vault/frame'
import { piecesOf } from '../../../src/main/vault/frame-pieces'

const BLOCK_BYTES = 256 * 1024
const START = 10

/** Looks like a frame of this length. */
function frameOf(length: number): Buffer {
  const frame = Buffer.from(systemRandom.bytes(length))
  frame.writeUInt32BE(length - FRAME_OVERHEAD, 0)
  frame.writeUInt32BE(~(length - FRAME_OVERHEAD) >>> 0, 4)
  return frame
}

const fileOf = (frames: readonly Buffer[]) => Buffer.concat([Buffer.alloc(START), ...frames])

interface Found {
  readonly bytes: Buffer
  readonly offset: number
  readonly sequence: number
  readonly frames: number
}

/** Transfers the memory of each piece away, like the thread that opens the piece. */
async function piecesIn(source: FileBytes): Promise<Found[]> {
  const found: Found[] = []
  for await (const { bytes, ...place } of piecesOf(source, START)) {
    found.push({ bytes: Buffer.from(bytes), ...place })
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] })
    // Blocks that are read ahead arrive or fail before they are needed.
    await new Promise(setImmediate)
  }
  return found
}

/** Expects these frames, and nothing else, each with its place and number. */
async function expectFrames(source: FileBytes, frames: readonly Buffer[]): Promise<Found[]> {
  const found = await piecesIn(source)
  const bytes = Buffer.concat(found.map((piece) => piece.bytes))
  expect(bytes.equals(Buffer.concat(frames))).toBe(true)
  let [offset, sequence] = [START, 0]
  for (const piece of found) {
    expect(piece).toMatchObject({ offset, sequence })
    offset += piece.bytes.length
    sequence += piece.frames
  }
  expect(sequence).toBe(frames.length)
  return found
}

describe('the pieces of a file', () => {
  it('have every frame, wherever in a frame a block ends', async () => {
    for (let before = 0; before < 60; before++) {
      const first = frameOf(BLOCK_BYTES - before)
      const frames = [first, frameOf(50), frameOf(700), frameOf(90)]

      await expectFrames(bytesInMemory(fileOf(frames)), frames)
    }
  })

  it('are as many as the blocks, and the frames that lie in two of them', async () => {
    const frames = Array.from({ length: 12 }, () => frameOf(60_000))

    const found = await expectFrames(bytesInMemory(fileOf(frames)), frames)

    expect(found.map((piece) => piece.frames)).toEqual([4, 1, 3, 1, 3])
  })

  it('have a frame that is longer than several blocks', async () => {
    const frames = [frameOf(100), frameOf(5 * BLOCK_BYTES + 3), frameOf(100)]

    await expectFrames(bytesInMemory(fileOf(frames)), frames)
  })

  it('end where a block ends', async () => {
    const frames = [frameOf(BLOCK_BYTES), frameOf(BLOCK_BYTES)]

    await expectFrames(bytesInMemory(fileOf(frames)), frames)
  })

  it.each<[string, Buffer]>([
    ['few bytes', Buffer.alloc(5)],
    ['the beginning of a frame', frameOf(900).subarray(0, 899)],
    ['no length of a frame', Buffer.alloc(2 * BLOCK_BYTES, 7)],
    [
      'no length of a frame, though one begins with the next block',
      Buffer.concat([Buffer.alloc(BLOCK_BYTES - 300, 7), frameOf(500)]),
    ],
    ['the length of a frame that is longer than the file', frameOf(3_000_000).subarray(0, 900_000)],
  ])('end before %s', async (_, tail) => {
    const frames = [frameOf(100), frameOf(200)]

    await expectFrames(bytesInMemory(fileOf([...frames, tail])), frames)
  })

  it('end if the file has become shorter', async () => {
    const frames = Array.from({ length: 12 }, () => frameOf(60_000))
    const source = bytesInMemory(fileOf(frames))
    const shortened = BLOCK_BYTES + 1_000
    const read: FileBytes['read'] = async (position, length) =>
      source.read(position, Math.max(0, Math.min(length, shortened - position)))

    await expectFrames({ ...source, read }, frames.slice(0, 4))
  })

  it.each([[[]], [[frameOf(90)]]])('have a long frame that ends with its block', async (after) => {
    const frames = [frameOf(100), frameOf(2 * BLOCK_BYTES - 100), ...after]

    await expectFrames(bytesInMemory(fileOf(frames)), frames)
  })

  it('end where a block cuts lengths that are none, though a frame follows them', async () => {
    const frames = [frameOf(100), frameOf(BLOCK_BYTES - 104)]
    const tail = [Buffer.alloc(8, 7), frameOf(500)]

    await expectFrames(bytesInMemory(fileOf([...frames, ...tail])), frames)
  })

  it('end where a block is missing, though the next one begins with a frame', async () => {
    const frames = [frameOf(BLOCK_BYTES), frameOf(BLOCK_BYTES), frameOf(BLOCK_BYTES)]
    const source = bytesInMemory(fileOf(frames))
    const read: FileBytes['read'] = async (position, length) =>
      source.read(position, position === START + BLOCK_BYTES ? 0 : length)

    await expectFrames({ ...source, read }, frames.slice(0, 1))
  })
})

describe('reading', () => {
  it('fails if the file cannot be read', async () => {
    const source = bytesInMemory(fileOf([frameOf(100), frameOf(2 * BLOCK_BYTES)]))
    const read: FileBytes['read'] = async (position, length) => {
      if (position > BLOCK_BYTES) throw new Error('EIO: read')
      return source.read(position, length)
    }

    await expect(piecesIn({ ...source, read })).rejects.toThrow('EIO: read')
  })

  it('ends with a frame that is longer than the file', async () => {
    const source = bytesInMemory(fileOf([frameOf(9_000_000).subarray(0, 8_000_000)]))
    const read = vi.fn<FileBytes['read']>((...place) => source.read(...place))

    expect(await piecesIn({ ...source, read })).toEqual([])

    expect(read.mock.calls.length).toBeLessThanOrEqual(2)
  })

  it('ends when no more pieces are requested', async () => {
    const source = bytesInMemory(fileOf(Array.from({ length: 40 }, () => frameOf(60_000))))
    let [under, most] = [0, 0]
    const read: FileBytes['read'] = async (position, length) => {
      most = Math.max(most, ++under)
      await new Promise(setImmediate)
      under--
      return source.read(position, length)
    }
    const pieces = piecesOf({ ...source, read }, START)
    await pieces.next()
    expect(under).toBeGreaterThan(0)
    expect(most).toBe(2)

    await pieces.return(undefined)

    expect(under).toBe(0)
  })
})
