/**
 * One generation of the vault's file: the header, an opening frame that counts the frames written with the file, those frames,
 * and the frames that were appended later.
 */
import { createHash } from 'node:crypto'
import { decodeCbor, encodeCbor } from './cbor'
import { DamagedVaultError } from './errors'
import type { FileBytes } from './file-bytes'
import type { Files, OpenFile } from './files'
import { FrameSealer } from './frame'
import { CHUNK_BYTES, ChunkWriter, FrameSplitter } from './frame-chunks'
import type { FileToOpen } from './frame-opener'
import { scanFrames } from './frame-scan'
import { openerInThread, WORTH_A_THREAD_BYTES, type StartFrameWorker } from './frame-thread'
import { encodeHeader, type Header } from './header'
import { readBatch, type Plaintexts, type SavedChange } from './operation'
import type { VaultKeys } from './vault-keys'
import { ignore, readFully, removeIfThere } from './whole-file'
import type { Randomness } from '../platform/ports'
import { Slices, type Pace } from '../platform/slices'

/** A generation that can be appended to. */
export interface Generation {
  readonly header: Header
  readonly sealer: FrameSealer
  readonly file: OpenFile
  /** In bytes. */
  readonly size: number
  /** The sequence number of the next frame. */
  readonly nextSequence: number
}

export interface GenerationContents {
  readonly sealer: FrameSealer
  /** The length of the good part, in bytes. */
  readonly end: number
  readonly nextSequence: number
  readonly condition: 'whole' | 'torn' | 'damaged'
  /** How many entries are missing before the last good one. The opening frame is not an entry. */
  readonly lost: number
  /** How many entries are missing after the last good one, as far as the opening frame tells. */
  readonly missing: number
}

export interface GenerationFile {
  readonly source: FileBytes
  readonly header: Header
  /** The header as the file begins with it, or as the file would begin if its header were not damaged. */
  readonly headerBytes: Uint8Array
}

export interface GenerationReader {
  readonly keys: VaultKeys
  /** Without this port, this thread opens every frame. */
  readonly startFrameWorker?: StartFrameWorker
  /** Receives each batch in order, with its size in the file in bytes. */
  readonly take: (batch: readonly SavedChange[], bytes: number) => void
}

/** @throws {DamagedVaultError} when no frame can be opened. */
export async function readGeneration(
  { source, header, headerBytes }: GenerationFile,
  { keys, take, startFrameWorker }: GenerationReader,
): Promise<GenerationContents> {
  const parts = { key: keys.records(header.generation), header, headerBytes }
  const sealer = new FrameSealer(parts)
  const opener =
    startFrameWorker && source.length >= WORTH_A_THREAD_BYTES
      ? openerInThread(startFrameWorker, parts)
      : undefined
  try {
    const file = { source, start: headerBytes.length, sealer, ...(opener && { opener }) }
    return { sealer, ...(await readFrames(file, take)) }
  } catch (error) {
    sealer.wipe()
    throw error
  } finally {
    opener?.end()
  }
}

async function readFrames(
  file: FileToOpen,
  take: GenerationReader['take'],
): Promise<Omit<GenerationContents, 'sealer'>> {
  let writtenAtOnce: number | undefined
  const scan = await scanFrames(file, {
    frame: (sequence, plaintext, frameBytes) => {
      if (sequence === 0) writtenAtOnce = decodeOpening(plaintext)
      else take(readBatch(plaintext), frameBytes)
    },
    batch: take,
  })
  if (scan.nextSequence === 0)
    throw new DamagedVaultError('it is damaged, and none of its entries can be read')
  const missing = Math.max(0, (writtenAtOnce ?? 0) + 1 - scan.nextSequence)
  const lost = scan.lost - (writtenAtOnce === undefined ? 1 : 0)
  return {
    end: scan.end,
    nextSequence: scan.nextSequence,
    condition: missing > 0 ? 'damaged' : scan.condition,
    lost,
    missing,
  }
}

export interface NewGeneration {
  readonly files: Files
  readonly path: string
  readonly header: Header
  readonly keys: VaultKeys
  /** The contents. Each plaintext becomes a frame, so that damage stays local. */
  readonly plaintexts: Plaintexts
  readonly random: Randomness
  readonly pace?: Pace
  /** Aborting it stops the writing. */
  readonly signal?: AbortSignal
}

/**
 * Writes a new generation to a new file, then reads the file back and opens every frame.
 *
 * @throws when any step fails or the signal aborts, after removing the new file.
 */
export async function writeGeneration(generation: NewGeneration): Promise<Generation> {
  const { files, path, header, keys } = generation
  const headerBytes = encodeHeader(header)
  const sealer = new FrameSealer({ key: keys.records(header.generation), header, headerBytes })
  const file = await files.open(path, 'create')
  try {
    const written = await writeFrames(file, { generation, headerBytes, sealer })
    await file.sync()
    await verify(file, written, { generation, sealer })
    return { header, sealer, file, size: written.size, nextSequence: written.frames }
  } catch (error) {
    sealer.wipe()
    await file.close().catch(ignore)
    await removeIfThere(files, path).catch(ignore)
    throw error
  }
}

/** What was written, to compare with the file on the disk. */
interface Written {
  readonly headerLength: number
  /** In bytes. */
  readonly size: number
  /** Includes the opening frame. */
  readonly frames: number
  readonly sha256: Buffer
}

interface Sealing {
  readonly generation: NewGeneration
  readonly sealer: FrameSealer
}

async function writeFrames(
  file: OpenFile,
  { generation, headerBytes, sealer }: Sealing & { readonly headerBytes: Uint8Array },
): Promise<Written> {
  const { plaintexts, random, pace, signal } = generation
  const slices = new Slices(pace)
  const chunks = new ChunkWriter(file)
  await chunks.add(headerBytes)
  await chunks.add(sealer.seal(0, encodeOpening(plaintexts.length), random))
  let frames = 1
  for (const plaintext of plaintexts) {
    signal?.throwIfAborted()
    await chunks.add(sealer.seal(frames, plaintext, random))
    frames++
    await slices.next()
  }
  return { headerLength: headerBytes.length, frames, ...(await chunks.end()) }
}

async function verify(
  file: OpenFile,
  written: Written,
  { generation: { pace, signal }, sealer }: Sealing,
): Promise<void> {
  const { size } = await file.info()
  const slices = new Slices(pace)
  const hash = createHash('sha256')
  const frames = new FrameSplitter(written.headerLength)
  let sequence = 0
  for (let position = 0; position < size; position += CHUNK_BYTES) {
    const chunk = await readFully(file, Math.min(CHUNK_BYTES, size - position), position)
    hash.update(chunk)
    for (const frame of frames.split(chunk)) {
      signal?.throwIfAborted()
      if (!sealer.open(sequence, frame)) throw new Error(NOT_AS_WRITTEN)
      sequence++
      await slices.next()
    }
  }
  const same = Buffer.compare(hash.digest(), written.sha256) === 0
  if (!same || sequence !== written.frames || !frames.isDone) throw new Error(NOT_AS_WRITTEN)
}

const NOT_AS_WRITTEN = 'the new file does not contain what Latchkey wrote'

function encodeOpening(frames: number): Uint8Array<ArrayBuffer> {
  return encodeCbor({ frames })
}

function decodeOpening(plaintext: Uint8Array): number {
  return (decodeCbor(plaintext) as { readonly frames: number }).frames
}
