/** Every way in which the damage harness damages a vault's file. */
import type { DamageSubject } from './damage-subject'
import { seeded } from './seeded'

export interface DamagedState {
  /** A row of the table in docs/vault-harnesses.md. */
  readonly kind: string
  /** Repeats the state. */
  readonly what: string
  readonly file: Buffer
  /** Whether the witness, which has the second copy of the header, is missing. */
  readonly withoutWitness?: boolean
}

type Damages = Iterable<Omit<DamagedState, 'kind'>>

/** Damage within a small file: of one byte or a few, and of whole frames. */
const SMALL: Readonly<Record<string, (subject: DamageSubject) => Damages>> = {
  'cut at a length': cuts,
  'cut, and no witness': (subject) => withoutWitness(cuts(subject)),
  'one bit flipped': flippedBits,
  'one byte 00, ff or random': changedBytes,
  'header damaged, and no second copy': (subject) => withoutWitness(headerBytes(subject)),
  'header damaged, and the end cut': headerAndEnd,
  'two flipped bits far apart': flippedPairs,
  'frames dropped': droppedFrames,
  'frames swapped, duplicated or reversed': movedFrames,
  'frames of another vault': (subject) => strangeFrames(subject, subject.foreign),
  'frames of another generation': (subject) => strangeFrames(subject, subject.earlier),
  'rubbish behind the end': tails,
  'the whole file is rubbish': rubbish,
}

/** Damage of pages and sectors, which needs a large file. */
const LARGE: Readonly<Record<string, (subject: DamageSubject) => Damages>> = {
  'a page of 512, 4096 or 8192 bytes 00, ff or noise': pages,
  '4 to 64 KiB written in another place': misdirected,
  'a run of frames dropped': droppedRuns,
  'a run of frames with a flipped bit each': flippedRuns,
}

export const smallStates = (subject: DamageSubject) => states(SMALL, subject)
export const largeStates = (subject: DamageSubject) => states(LARGE, subject)

function* states(kinds: typeof SMALL, subject: DamageSubject): Iterable<DamagedState> {
  for (const [kind, damages] of Object.entries(kinds))
    for (const damage of damages(subject)) yield { kind, ...damage }
}

function* withoutWitness(damages: Damages): Damages {
  for (const damage of damages) yield { ...damage, withoutWitness: true }
}

function* cuts({ bytes }: DamageSubject): Damages {
  for (let length = 0; length < bytes.length; length++)
    yield { what: String(length), file: bytes.subarray(0, length) }
}

function* flippedBits({ bytes }: DamageSubject): Damages {
  for (let at = 0; at < bytes.length; at++)
    for (let bit = 0; bit < 8; bit++)
      yield { what: `${String(at)}, bit ${String(bit)}`, file: flipped(bytes, at, bit) }
}

function* changedBytes({ bytes }: DamageSubject): Damages {
  const random = seeded(1)
  for (let at = 0; at < bytes.length; at++)
    for (const value of [0, 0xff, Math.floor(random() * 256)])
      if (bytes[at] !== value)
        yield { what: `${String(at)} is ${String(value)}`, file: filled(bytes, at, [value]) }
}

function* headerBytes({ bytes, headerLength }: DamageSubject): Damages {
  for (let at = 0; at < headerLength; at++)
    yield { what: String(at), file: flipped(bytes, at, at % 8) }
}

function* headerAndEnd({ bytes, headerLength, frames }: DamageSubject): Damages {
  for (let at = 0; at < headerLength; at++) {
    const end = frames[at % frames.length]?.end
    yield {
      what: `${String(at)}, up to ${String(end)}`,
      file: flipped(bytes, at, 3).subarray(0, end),
    }
  }
}

function* flippedPairs({ bytes }: DamageSubject): Damages {
  const random = seeded(2)
  for (let pair = 0; pair < 2_000; pair++) {
    const [one, other] = [random(), random()].map((part) => Math.floor(part * bytes.length))
    const file = flipped(flipped(bytes, one ?? 0, pair % 8), other ?? 0, (pair >> 3) % 8)
    yield { what: `${String(one)} and ${String(other)}`, file }
  }
}

function* droppedFrames(subject: DamageSubject): Damages {
  const all = framesOf(subject)
  for (let from = 0; from < all.length; from++)
    for (let count = 1; from + count <= all.length; count++)
      yield {
        what: `${String(count)} from ${String(from)} on`,
        file: joined(subject, all.toSpliced(from, count)),
      }
}

function* movedFrames(subject: DamageSubject): Damages {
  const all = framesOf(subject)
  for (const [from, frame] of all.entries())
    for (let to = 0; to <= all.length; to++) {
      yield {
        what: `${String(from)} again before ${String(to)}`,
        file: joined(subject, all.toSpliced(to, 0, frame)),
      }
      const other = all[to]
      if (other && to > from)
        yield {
          what: `${String(from)} and ${String(to)} swapped`,
          file: joined(subject, all.with(from, other).with(to, frame)),
        }
    }
  yield { what: 'reversed', file: joined(subject, all.toReversed()) }
}

function* strangeFrames(subject: DamageSubject, stranger: Buffer): Damages {
  const { headerLength } = subject
  const all = framesOf(subject)
  const theirs = framesIn(stranger, 42 + stranger.readUInt32BE(38) + 8)
  for (const [place, frame] of theirs.entries()) {
    const before = Math.min(place, all.length)
    const what = String(place)
    yield { what: `${what} put between`, file: joined(subject, all.toSpliced(before, 0, frame)) }
    yield { what: `${what} in its place`, file: joined(subject, all.toSpliced(before, 1, frame)) }
    yield { what: `${what} at the end`, file: joined(subject, [...all, frame]) }
  }
  yield { what: 'all at the end', file: joined(subject, [...all, ...theirs]) }
  yield { what: 'all in place of all', file: joined(subject, theirs) }
  yield { what: 'its whole file', file: stranger }
  const itsHeader = stranger.subarray(0, 42 + stranger.readUInt32BE(38) + 8)
  yield {
    what: 'its header',
    file: Buffer.concat([itsHeader, subject.bytes.subarray(headerLength)]),
  }
}

function* tails({ bytes }: DamageSubject): Damages {
  const random = seeded(3)
  for (const size of [1, 7, 8, 9, 36, 37, 100, 512, 700, 4_096, 65_536])
    for (const [what, fill] of Object.entries(fills(size, random)))
      yield { what: `${String(size)} bytes of ${what}`, file: Buffer.concat([bytes, fill]) }
}

function* rubbish({ bytes }: DamageSubject): Damages {
  const random = seeded(4)
  for (const size of [0, 1, 8, 41, 66, 512, bytes.length, 100_000])
    for (const [what, fill] of Object.entries(fills(size, random)))
      yield { what: `${String(size)} bytes of ${what}`, file: fill }
}

function* pages({ bytes }: DamageSubject): Damages {
  const random = seeded(5)
  for (const size of [512, 4_096, 8_192])
    for (let at = 0; at < bytes.length; at += size)
      for (const [what, fill] of Object.entries(fills(Math.min(size, bytes.length - at), random)))
        if (['zeros', 'ones', 'noise'].includes(what))
          yield { what: `${String(size)} at ${String(at)}: ${what}`, file: filled(bytes, at, fill) }
}

function* misdirected({ bytes }: DamageSubject): Damages {
  const random = seeded(6)
  for (const size of [4_096, 8_192, 16_384, 65_536])
    for (let trial = 0; trial < 25; trial++) {
      const [from, to] = [random(), random()].map((part) =>
        Math.floor(part * (bytes.length - size)),
      ) as [number, number]
      const what = `${String(size)} from ${String(from)} at ${String(to)}`
      yield { what, file: filled(bytes, to, bytes.subarray(from, from + size)) }
    }
}

function* droppedRuns(subject: DamageSubject): Damages {
  const all = framesOf(subject)
  for (const count of [2, 17, 64, 200])
    for (let from = 0; from + count <= all.length; from += 31)
      yield {
        what: `${String(count)} from ${String(from)} on`,
        file: joined(subject, all.toSpliced(from, count)),
      }
}

function* flippedRuns(subject: DamageSubject): Damages {
  const { bytes, frames } = subject
  for (const count of [2, 10, 11, 17, 64, 200])
    for (let from = 0; from + count <= frames.length; from += 61) {
      let file = bytes
      for (const { start } of frames.slice(from, from + count)) file = flipped(file, start + 40, 1)
      yield { what: `${String(count)} from ${String(from)} on`, file }
    }
}

/** Contents of `size` bytes that none of our programs writes. */
function fills(size: number, random: () => number): Readonly<Record<string, Buffer>> {
  return {
    zeros: Buffer.alloc(size),
    ones: Buffer.alloc(size, 0xff),
    noise: Buffer.from(Uint8Array.from({ length: size }, () => Math.floor(random() * 256))),
    text: Buffer.alloc(size, 'a letter to somebody else, '),
    'lengths of 1': Buffer.alloc(size, Buffer.from('00000001fffffffe', 'hex')),
    'lengths of 0': Buffer.alloc(size, Buffer.from('00000000ffffffff', 'hex')),
    'lengths of 2 GiB': Buffer.alloc(size, Buffer.from('800000007fffffff', 'hex')),
  }
}

function framesOf({ bytes, frames }: DamageSubject): Buffer[] {
  return frames.map(({ start, end }) => bytes.subarray(start, end))
}

function framesIn(bytes: Buffer, from: number): Buffer[] {
  const frames: Buffer[] = []
  for (let start = from; start < bytes.length;) {
    const end = start + 36 + bytes.readUInt32BE(start)
    frames.push(bytes.subarray(start, end))
    start = end
  }
  return frames
}

function joined({ bytes, headerLength }: DamageSubject, frames: readonly Buffer[]): Buffer {
  return Buffer.concat([bytes.subarray(0, headerLength), ...frames])
}

function flipped(bytes: Buffer, at: number, bit: number): Buffer {
  return filled(bytes, at, [(bytes[at] ?? 0) ^ (1 << bit)])
}

function filled(bytes: Buffer, at: number, fill: ArrayLike<number>): Buffer {
  const copy = Buffer.from(bytes)
  copy.set(fill, at)
  return copy
}
