/**
 * Writes a new generation of the vault's file while the current one stays in use. Changes that are appended to the current one
 * in the meantime follow the contents of the new one.
 */
import { writeGeneration, type Generation, type NewGeneration } from './generation'
import type { VaultFolder } from './vault-folder'
import { ignore, readFully, removeIfThere, writeFully } from './whole-file'
import { Slices } from '../platform/slices'

export interface RewritingParts extends Omit<NewGeneration, 'files' | 'path' | 'signal'> {
  readonly folder: VaultFolder
}

/** How many batches may be left for the end, during which no change is written. */
const LEFT_TO_THE_END = 32

/** How many batches are written at once. Sealing them takes a millisecond. */
const AT_ONCE = 100

export class Rewriting {
  readonly #parts: RewritingParts
  readonly #cancelled = new AbortController()
  readonly #written: Promise<void>
  #generation: Generation | undefined
  /** The plaintexts of the batches that the new file lacks. */
  #later: Uint8Array[] = []
  #synced = true

  /** Starts writing. */
  constructor(parts: RewritingParts) {
    this.#parts = parts
    this.#written = this.#write()
    // The caller who waits for the end gets the failure.
    this.#written.catch(ignore)
  }

  /** @param plaintext of the batch's frame that was just appended to the current generation. */
  append(plaintext: Uint8Array): void {
    this.#later.push(plaintext)
  }

  /** Resolves when the new file has nearly everything. */
  async catchUp(): Promise<void> {
    await this.#written
    const slices = new Slices(this.#parts.pace)
    while (this.#later.length > LEFT_TO_THE_END) {
      await this.#writeLater()
      await slices.next()
    }
  }

  /**
   * Resolves when the new file is complete and on the disk. Until the file is in use, append nothing more.
   *
   * @throws when a step fails, after removing the new file.
   */
  async end(): Promise<Generation> {
    await this.#written
    try {
      while (this.#later.length > 0) await this.#writeLater()
      if (!this.#synced) await this.#new.file.sync()
      this.#cancelled.signal.throwIfAborted()
      const ready = this.#new
      // From here on the caller owns the file, so cancelling must not remove it.
      this.#generation = undefined
      return ready
    } catch (error) {
      await this.#remove()
      throw error
    }
  }

  /** Cancels. Resolves when the new file is removed. */
  async cancel(): Promise<void> {
    this.#cancelled.abort()
    await this.#written.catch(ignore)
    await this.#remove()
  }

  get #new(): Generation {
    if (!this.#generation) throw new Error('The new generation has not been written.')
    return this.#generation
  }

  async #write(): Promise<void> {
    const { folder, ...parts } = this.#parts
    const { files, next: path } = folder
    const { signal } = this.#cancelled
    await removeIfThere(files, path)
    this.#generation = await writeGeneration({ ...parts, files, path, signal })
  }

  async #writeLater(): Promise<void> {
    const plaintexts = this.#later.splice(0, AT_ONCE)
    const { sealer, file, size, nextSequence } = this.#new
    const frames = plaintexts.map((plaintext, index) =>
      sealer.seal(nextSequence + index, plaintext, this.#parts.random),
    )
    const bytes = Buffer.concat(frames)
    this.#synced = false
    await writeFully(file, bytes, size)
    if (Buffer.compare(await readFully(file, bytes.length, size), bytes) !== 0)
      throw new Error('the new file does not contain what Latchkey wrote')
    this.#generation = {
      ...this.#new,
      size: size + bytes.length,
      nextSequence: nextSequence + frames.length,
    }
  }

  async #remove(): Promise<void> {
    const generation = this.#generation
    this.#generation = undefined
    if (!generation) return
    generation.sealer.wipe()
    await generation.file.close().catch(ignore)
    await removeIfThere(this.#parts.folder.files, this.#parts.folder.next).catch(ignore)
  }
}
