/** Every intact frame of a damaged file is found, wherever it is. */
import { createHash } from 'node:crypto'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { bytesInMemory, type FileBytes } from '../../../src/main/vault/file-bytes'
import { FrameSealer } from '../../../src/main/vault/frame'
import { scanFrames, type Scan } from '../../../src/main/vault/frame-scan'
import { Slices } from '../../../src/main/platform/slices'
import { systemRandom } from '../../../src/main/platform/random'

const START = 10
const HEADER = new Uint8Array(START)

function sealerOf(vault: string): FrameSealer {
  const digest = createHash('sha256').update(vault).digest()
  const header = { generation: 1, vaultId: digest.subarray(0, 16) }
  return new FrameSealer({ key: Uint8Array.from(digest), header, headerBytes: HEADER })
}

/** Frames of about 100 bytes. */
function framesOf(count: number, vault = 'ours'): Buffer[] {
  const sealer = sealerOf(vault)
  return Array.from({ length: count }, (_, sequence) =>
    Buffer.from(sealer.seal(sequence, new Uint8Array(50 + (sequence % 37)), systemRandom)),
  )
}

const whole = framesOf(12)
const many = framesOf(1_200)
/** In five pieces: see `frame-pieces.test.ts`. */
const large = Array.from({ length: 12 }, (_, sequence) =>
  Buffer.from(sealerOf('ours').seal(sequence, new Uint8Array(60_000), systemRandom)),
)
const foreign = framesOf(64, 'theirs')

const fileOf = (frames: readonly Buffer[]) => Buffer.concat([HEADER, ...frames])

/** The position of the frame in a file of intact frames. */
const offsetOf = (frames: readonly Buffer[], index: number) =>
  START + frames.slice(0, index).reduce((sum, { length }) => sum + length, 0)

interface Seen extends Scan {
  readonly sequences: readonly number[]
}

async function scan(bytes: Buffer): Promise<Seen> {
  const sequences: number[] = []
  const file = { source: bytesInMemory(bytes), start: START, sealer: sealerOf('ours') }
  const result = await scanFrames(file, {
    frame: (sequence) => sequences.push(sequence),
    batch: () => expect.unreachable('these frames have no batches'),
  })
  return { ...result, sequences }
}

/** The numbers of the frames that are in the file, byte for byte. */
function intactIn(bytes: Buffer, frames: readonly Buffer[]): number[] {
  let at = START
  return frames.flatMap((frame, sequence) => {
    const offset = at
    at += frame.length
    const isInPlace = frame.equals(bytes.subarray(offset, at))
    return isInPlace || bytes.includes(frame) ? [sequence] : []
  })
}

/** Expects that all frames in the file are found, in order, and that the missing ones are counted. */
async function expectAllFound(bytes: Buffer, frames: readonly Buffer[]): Promise<Seen> {
  const seen = await scan(bytes)
  const intact = intactIn(bytes, frames)
  const next = (intact.at(-1) ?? -1) + 1
  expect(seen.sequences).toEqual(intact)
  expect(seen).toMatchObject({ nextSequence: next, lost: next - intact.length })
  return seen
}

const flipped = (bytes: Buffer, at: number, bit = 1) => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ bit
  return copy
}

describe('a file', () => {
  it('that is whole is read whole', async () => {
    const bytes = fileOf(whole)

    const seen = await expectAllFound(bytes, whole)

    expect(seen).toMatchObject({ condition: 'whole', end: bytes.length, nextSequence: 12, lost: 0 })
  })

  it('that was cut off at any length yields its whole frames, and is torn', async () => {
    const bytes = fileOf(whole)
    for (let length = START; length < bytes.length; length++) {
      const seen = await expectAllFound(bytes.subarray(0, length), whole)
      const end = offsetOf(whole, seen.sequences.length)
      expect({ length, ...seen }).toMatchObject({
        end,
        condition: length === end ? 'whole' : 'torn',
      })
    }
  })

  it.each<[string, Buffer]>([
    ['zeros', Buffer.alloc(700)],
    ['noise', Buffer.from(systemRandom.bytes(5_000))],
    ['text', Buffer.from('a letter '.repeat(90))],
    ['ones', Buffer.alloc(300, 0xff)],
    ['a length of 2 GiB', Buffer.from('80000000' + '7fffffff' + '00'.repeat(60), 'hex')],
    ['a frame with a sector of zeros', Buffer.from(many[12]!).fill(0, 40)],
    ['frames of another vault', Buffer.concat(foreign)],
    ['frames that it has already', Buffer.concat(whole.slice(3, 6))],
  ])('that ends in %s is torn there', async (_, tail) => {
    const bytes = fileOf(whole)

    const seen = await expectAllFound(Buffer.concat([bytes, tail]), whole)

    expect(seen).toMatchObject({ condition: 'torn', end: bytes.length, lost: 0 })
  })

  it('that another program cut off between two frames while it was read is whole', async () => {
    const source = bytesInMemory(fileOf(whole.slice(0, 7)))
    const file = { source: { ...source, length: source.length + 90 }, start: START }

    const found = await scanFrames(
      { ...file, sealer: sealerOf('ours') },
      { frame: () => {}, batch: () => {} },
    )

    expect(found).toMatchObject({ condition: 'whole', end: source.length, nextSequence: 7 })
  })

  it('with one flipped bit anywhere loses one frame', async () => {
    const bytes = fileOf(whole)
    for (let at = START; at < bytes.length; at++) {
      const seen = await expectAllFound(flipped(bytes, at, 1 << (at % 8)), whole)
      const last = seen.sequences.at(-1) ?? -1
      expect({ at, saved: seen.sequences.length }).toEqual({ at, saved: 11 })
      const end = last === 11 ? bytes.length : offsetOf(whole, 11)
      expect(seen).toMatchObject({ condition: last === 11 ? 'damaged' : 'torn', end })
    }
  })
})

describe('other work', () => {
  it('has a turn after each piece of a whole file', async () => {
    const next = spiedTurns()

    await scan(fileOf(large))
    expect(next.mock.calls.length).toBeGreaterThanOrEqual(5)
  })

  it('has a turn after each frame of a damaged file', async () => {
    const next = spiedTurns()
    const turns: number[] = []
    const source = bytesInMemory(flipped(fileOf(whole), START + 20))

    await scanFrames(
      { source, start: START, sealer: sealerOf('ours') },
      { frame: () => turns.push(next.mock.calls.length), batch: () => undefined },
    )
    expect(turns).toHaveLength(11)
    expect(new Set(turns).size).toBe(11)
  })

  function spiedTurns() {
    const next = vi.spyOn(Slices.prototype, 'next')
    onTestFinished(() => next.mockRestore())
    return next
  }
})

it('a damaged file is never in memory as a whole, and each part of it is read a few times', async () => {
  const bytes = flipped(fileOf(Array.from({ length: 8 }, () => large).flat()), START + 20)
  const reads: number[] = []
  const memory = bytesInMemory(bytes)
  const source: FileBytes = {
    ...memory,
    read: (position, length) => {
      reads.push(length)
      return memory.read(position, length)
    },
  }

  await scanFrames(
    { source, start: START, sealer: sealerOf('ours') },
    { frame: () => undefined, batch: () => undefined },
  )

  expect(bytes.length).toBeGreaterThan(5_000_000)
  expect(Math.max(...reads)).toBeLessThanOrEqual(256 * 1024)
  expect(reads.reduce((sum, length) => sum + length, 0)).toBeLessThan(6 * bytes.length)
})

describe('a damaged file yields every intact frame', () => {
  it.each([1, 11, 64, 600])('beside %i neighbours with a flipped bit', async (count) => {
    let bytes = fileOf(many)
    for (let index = 300; index < 300 + count; index++)
      bytes = flipped(bytes, offsetOf(many, index) + 20)

    const seen = await expectAllFound(bytes, many)

    expect(seen.sequences).toHaveLength(many.length - count)
    expect(seen.condition).toBe('damaged')
  })

  it('beside two hundred neighbours with a damaged length', async () => {
    let bytes = fileOf(many)
    for (let index = 700; index < 900; index++) bytes = flipped(bytes, offsetOf(many, index) + 2)

    const seen = await expectAllFound(bytes, many)

    expect(seen.sequences).toHaveLength(many.length - 200)
  })

  it.each([4_096, 65_536])('where %i bytes of it were written in another place', async (size) => {
    const bytes = fileOf(many)
    for (let trial = 0; trial < 4; trial++) {
      const [from, to] = [trial * 8_011 + 7, 80_000 - trial * 7_003]
      const damaged = Buffer.from(bytes)
      bytes.copy(damaged, to, from, from + size)
      await expectAllFound(damaged, many)
    }
  })

  it.each([512, 65_536])('where %i bytes are zeros, noise or ones', async (size) => {
    const bytes = fileOf(many)
    const fills = [
      Buffer.alloc(size),
      Buffer.from(systemRandom.bytes(size)),
      Buffer.alloc(size, 255),
    ]
    for (const [index, fill] of fills.entries())
      for (const at of [START + 900 * index, bytes.length - size - 2_000]) {
        const damaged = Buffer.from(bytes)
        fill.copy(damaged, at)
        await expectAllFound(damaged, many)
      }
  })

  it.each<[string, (frames: Buffer[]) => Buffer[]]>([
    ['one is missing', (frames) => frames.toSpliced(500, 1)],
    ['the first is missing', (frames) => frames.toSpliced(0, 1)],
    ['a thousand are missing', (frames) => frames.toSpliced(100, 1_000)],
    ['every fifth is missing', (frames) => frames.filter((_, index) => index % 5 !== 2)],
    ['two are swapped', (frames) => frames.with(7, frames[8]!).with(8, frames[7]!)],
    [
      'two far apart are swapped',
      (frames) => frames.with(7, frames[1_108]!).with(1_108, frames[7]!),
    ],
    ['all are reversed', (frames) => frames.toReversed()],
    ['halves are swapped', (frames) => [...frames.slice(700), ...frames.slice(0, 700)]],
    ['some stand twice', (frames) => [...frames.slice(0, 900), ...frames.slice(300)]],
    ['another vault’s stand between', (frames) => frames.toSpliced(500, 0, ...foreign)],
    ['another vault’s replaced some', (frames) => frames.toSpliced(500, 64, ...foreign)],
  ])('where %s', async (_, change) => {
    const seen = await expectAllFound(fileOf(change([...many])), many)

    expect(seen.condition).toBe('damaged')
  })

  it('behind a megabyte of rubbish that looks like lengths', async () => {
    const rubbish = Buffer.from('00000001fffffffe'.repeat(131_072), 'hex')
    const frames = [...many.slice(0, 100), rubbish, ...many.slice(100)]

    const seen = await expectAllFound(fileOf(frames), many)

    expect(seen.sequences).toHaveLength(many.length)
  })
})
