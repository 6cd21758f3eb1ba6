/**
 * One generation of the vault's file: the header, an opening frame with the number of frames that were written with the
 * file, those frames, and the frames that were appended later.
 */
import { decodeCbor, encodeCbor } from './cbor'
import { DamagedVaultError } from './errors'
import type { Files, OpenFile } from './files'
import { FrameSealer } from './frame'
import { scanFrames } from './frame-scan'
import { encodeHeader, type Header } from './header'
import { decodeBatch, encodeBatch, type Operation } from './operation'
import type { VaultKeys } from './vault-keys'
import { ignore, readFully, removeIfThere, writeFully } from './whole-file'
import type { Randomness } from '../platform/ports'

/** A generation that can be appended to. */
export interface Generation {
  readonly header: Header
  readonly sealer: FrameSealer
  readonly file: OpenFile
  /** Bytes. */
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
  /** How many entries are missing before the last good one. The opening frame is no entry. */
  readonly lost: number
  /** How many entries are missing after the last good one, as far as the opening frame tells. */
  readonly missing: number
}

export interface GenerationFile {
  /** The whole file, which begins with `header`. */
  readonly bytes: Uint8Array
  readonly header: Header
  /** In bytes. */
  readonly headerLength: number
}

/**
 * @param take gets each batch, in order, and its size in the file, in bytes.
 * @throws {DamagedVaultError} when not a single frame can be opened.
 */
export async function readGeneration(
  { bytes, header, headerLength }: GenerationFile,
  keys: VaultKeys,
  take: (batch: readonly Operation[], bytes: number) => void,
): Promise<GenerationContents> {
  const sealer = new FrameSealer(
    keys.records(header.generation),
    header,
    Uint8Array.from(bytes.subarray(0, headerLength)),
  )
  let writtenAtOnce: number | undefined
  const scan = await scanFrames(bytes, headerLength, sealer, (sequence, plaintext, frameBytes) => {
    if (sequence === 0) writtenAtOnce = decodeOpening(plaintext)
    else take(decodeBatch(plaintext), frameBytes)
  })
  if (scan.nextSequence === 0)
    throw new DamagedVaultError(
      'The vault’s file is damaged, and Latchkey cannot read any of it. Latchkey did not change the file. Put a good copy in its place, then try again.',
    )
  const missing = Math.max(0, (writtenAtOnce ?? 0) + 1 - scan.nextSequence)
  const lost = scan.lost - (writtenAtOnce === undefined ? 1 : 0)
  return {
    sealer,
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
  /** The contents. Each operation becomes a frame, so that damage stays local. */
  readonly operations: Iterable<Operation>
  readonly random: Randomness
}

/**
 * Writes a new generation to a new file, then reads it back and opens every frame of it.
 *
 * @throws when any step fails; then the new file is removed.
 */
export async function writeGeneration({
  files,
  path,
  header,
  keys,
  operations,
  random,
}: NewGeneration): Promise<Generation> {
  const headerBytes = encodeHeader(header)
  const sealer = new FrameSealer(keys.records(header.generation), header, headerBytes)
  const { bytes, frames } = sealAll(headerBytes, sealer, operations, random)
  const file = await files.open(path, 'create')
  try {
    await writeFully(file, bytes, 0)
    await file.sync()
    await verify(file, { bytes, frames, headerLength: headerBytes.length }, sealer)
  } catch (error) {
    await file.close().catch(ignore)
    await removeIfThere(files, path).catch(ignore)
    throw error
  }
  return { header, sealer, file, size: bytes.length, nextSequence: frames }
}

function sealAll(
  headerBytes: Uint8Array,
  sealer: FrameSealer,
  operations: Iterable<Operation>,
  random: Randomness,
): { bytes: Uint8Array; frames: number } {
  const frames: Uint8Array[] = []
  for (const operation of operations)
    frames.push(sealer.seal(frames.length + 1, encodeBatch([operation]), random))
  const opening = sealer.seal(0, encodeOpening(frames.length), random)
  return { bytes: Buffer.concat([headerBytes, opening, ...frames]), frames: frames.length + 1 }
}

async function verify(
  file: OpenFile,
  written: { readonly bytes: Uint8Array; readonly frames: number; readonly headerLength: number },
  sealer: FrameSealer,
): Promise<void> {
  const { size } = await file.info()
  const read = await readFully(file, size)
  const { condition, nextSequence } = await scanFrames(
    read,
    written.headerLength,
    sealer,
    (sequence, plaintext) => {
      if (sequence > 0) decodeBatch(plaintext)
    },
  )
  const same = Buffer.compare(read, written.bytes) === 0
  if (!same || condition !== 'whole' || nextSequence !== written.frames)
    throw new Error('the new file does not contain what Latchkey wrote')
}

function encodeOpening(frames: number): Uint8Array<ArrayBuffer> {
  return encodeCbor({ frames })
}

function decodeOpening(plaintext: Uint8Array): number {
  return (decodeCbor(plaintext) as { readonly frames: number }).frames
}
