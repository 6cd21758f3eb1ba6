/**
 * A small file beside the vault's file that notes the progress of the vault's file. A vault's file that was cut off between two
 * frames looks complete. The witness tells that there was more. It also holds a second copy of the vault's header.
 *
 * `magic(8) ‖ vaultId(16) ‖ generation(4) ‖ next sequence(8) ‖ check(8) ‖ unused(20) ‖ header`, numbers big-endian. `check`
 * is the beginning of the SHA-256 of everything before it, and the header has its own check. The progress is written after
 * each change and synced when the vault is closed. After a power cut the witness may be behind, but never ahead, because it
 * notes only what is already on the disk.
 */
import { createHash } from 'node:crypto'
import type { NoteFault } from '../../shared/vault-words'
import { codeOf } from './errors'
import type { Files, OpenFile } from './files'
import { decodeHeader, encodeHeader, MAX_HEADER_BYTES, type Header } from './header'
import type { VaultFolder } from './vault-folder'
import {
  ignore,
  readBeginning,
  readFully,
  withFile,
  removeIfThere,
  writeFully,
  writeNewFile,
} from './whole-file'

const MAGIC = new TextEncoder().encode('LKWITNES')
const VAULT_AT = 8
const GENERATION_AT = 24
const SEQUENCE_AT = 28
const CHECK_AT = 36
const BYTES = 44
const HEADER_AT = 64

/** The progress of the vault's file. */
export interface Progress {
  /** 16 bytes. */
  readonly vaultId: Uint8Array
  readonly generation: number
  /** The sequence number of the next frame. */
  readonly nextSequence: number
}

/** What the witness says about a vault's file as it was read. */
export type Testimony =
  /** There is no witness of this vault. */
  | { readonly is: 'unknown' }
  /** Every saved change is there. */
  | { readonly is: 'complete' }
  /** This many frames are missing at the end. */
  | { readonly is: 'cut'; readonly missing: number }
  /** A later generation of the file existed. */
  | { readonly is: 'older' }

/** @param read what was read of the vault's file. */
export async function hearWitness(files: Files, path: string, read: Progress): Promise<Testimony> {
  return testimonyOf((await readWitness(files, path).catch(ignore)) ?? undefined, read)
}

/** @param noted the progress in the witness; undefined when there is none. */
export function testimonyOf(
  noted: Progress | undefined,
  { vaultId, generation, nextSequence }: Progress,
): Testimony {
  if (!noted || Buffer.compare(noted.vaultId, vaultId) !== 0) return { is: 'unknown' }
  if (noted.generation > generation) return { is: 'older' }
  if (noted.generation < generation || noted.nextSequence <= nextSequence) return { is: 'complete' }
  return { is: 'cut', missing: noted.nextSequence - nextSequence }
}

/**
 * The second copy of a vault's header, with its length in bytes. The first frame of the vault's file proves whether the copy
 * belongs to it.
 *
 * @returns undefined when there is no good copy.
 */
export async function readHeaderCopy(
  files: Files,
  path: string,
): Promise<{ header: Header; length: number } | undefined> {
  try {
    const read = (file: OpenFile) => readFully(file, MAX_HEADER_BYTES, HEADER_AT)
    return decodeHeader(await withFile(files, path, read))
  } catch {
    return undefined
  }
}

/** Notes progress. A failure to write the witness does not fail the save. */
export class Witness {
  readonly #file: OpenFile | undefined
  /** The header that was copied last. */
  #copied: Header | undefined

  private constructor(file: OpenFile | undefined) {
    this.#file = file
  }

  static async open(files: Files, path: string): Promise<Witness> {
    const file = await files
      .open(path, 'read-write')
      .catch(() => files.open(path, 'create'))
      .catch(ignore)
    return new Witness(file ?? undefined)
  }

  note(header: Header, nextSequence: number): Promise<void> {
    return this.prepare(header, nextSequence)()
  }

  /**
   * Like {@link note}, in two steps: prepares the note while the disk may still be busy with the frame.
   *
   * @returns a function that writes the note. Call it once the frames before `nextSequence` are on the disk.
   */
  prepare(header: Header, nextSequence: number): () => Promise<void> {
    const file = this.#file
    if (!file) return async () => undefined
    const bytes = encode({ ...header, nextSequence })
    return async () => {
      await writeFully(file, bytes, 0).catch(ignore)
      if (this.#copied === header) return
      this.#copied = header
      await writeFully(file, encodeHeader(header), HEADER_AT).catch(ignore)
    }
  }

  async close(): Promise<void> {
    await this.#file?.sync().catch(ignore)
    await this.#file?.close().catch(ignore)
  }
}

/** @returns undefined when the witness is not valid. */
export async function readWitness(files: Files, path: string): Promise<Progress | undefined> {
  return decode(await readBeginning(files, path, BYTES))
}

/** What is wrong with the witness; undefined: it is good. */
export async function findWitnessFault(files: Files, path: string): Promise<NoteFault | undefined> {
  try {
    return (await readWitness(files, path)) ? undefined : 'damaged'
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'missing' : 'not readable'
  }
}

/** Makes a file with this header the known one, whatever its progress. */
export async function resetWitness(
  { files, witness, nextWitness }: Pick<VaultFolder, 'files' | 'witness' | 'nextWitness'>,
  header: Header,
): Promise<void> {
  const bytes = new Uint8Array(HEADER_AT + encodeHeader(header).length)
  bytes.set(encode({ ...header, nextSequence: 0 }))
  bytes.set(encodeHeader(header), HEADER_AT)
  await removeIfThere(files, nextWitness)
  await writeNewFile(files, nextWitness, bytes)
  await files.rename(nextWitness, witness)
}

function encode({ vaultId, generation, nextSequence }: Progress): Uint8Array {
  const bytes = new Uint8Array(BYTES)
  const view = new DataView(bytes.buffer)
  bytes.set(MAGIC, 0)
  bytes.set(vaultId, VAULT_AT)
  view.setUint32(GENERATION_AT, generation)
  view.setBigUint64(SEQUENCE_AT, BigInt(nextSequence))
  bytes.set(check(bytes), CHECK_AT)
  return bytes
}

function decode(bytes: Uint8Array): Progress | undefined {
  if (bytes.length < BYTES || Buffer.compare(bytes.subarray(0, VAULT_AT), MAGIC) !== 0)
    return undefined
  if (Buffer.compare(bytes.subarray(CHECK_AT, BYTES), check(bytes)) !== 0) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return {
    vaultId: Uint8Array.from(bytes.subarray(VAULT_AT, GENERATION_AT)),
    generation: view.getUint32(GENERATION_AT),
    nextSequence: Number(view.getBigUint64(SEQUENCE_AT)),
  }
}

function check(bytes: Uint8Array): Uint8Array {
  const digest = createHash('sha256').update(bytes.subarray(0, CHECK_AT)).digest()
  return digest.subarray(0, BYTES - CHECK_AT)
}
