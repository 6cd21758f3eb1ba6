/**
 * The vault's file while it is open. Appends sealed frames, and resolves only when they are on the disk.
 *
 * When a write fails, the journal cuts the file back to its last good length, and the vault is as before. If cutting back
 * fails, the next write and the closing retry it, because a refused change must not appear when the file is opened again. If
 * another program wrote to the file, the vault stays read-only.
 */
import type { Collections } from './collections'
import { codeOf, reasonOf, sentence, VaultReadOnlyError } from './errors'
import type { Generation } from './generation'
import { encodeBatch, type Change, type Plaintexts } from './operation'
import type { HeaderChange, InTurn, RecordWriter } from './records'
import { Rewriting } from './rewriting'
import { keepPrevious } from './rotation'
import type { VaultFolder } from './vault-folder'
import type { VaultKeys } from './vault-keys'
import { Witness } from './witness'
import { ignore, removeIfThere, syncFolder, writeFully } from './whole-file'
import type { Randomness } from '../platform/ports'
import { UNHURRIED, type Pace } from '../platform/slices'

/** A file is rewritten when its dead bytes exceed both this number and half of the file. */
const DEAD_BYTES = 1_048_576

const FULL =
  'The vault’s file has reached its greatest length. Delete passkeys that you no longer need, also from the trash.'

export interface JournalParts {
  readonly folder: VaultFolder
  readonly keys: VaultKeys
  readonly random: Randomness
  /** The maximum length of the vault's file, in bytes. */
  readonly largest: number
  /** In bytes. A file up to this length is rewritten at once. Changes continue while a longer file is rewritten. */
  readonly rewrittenAtOnce: number
  /** Called with the reason when the vault cannot be written, and with null when it can be written again. */
  readonly onReadOnly: (reason: string | null) => void
}

export class Journal implements RecordWriter {
  readonly #parts: JournalParts
  readonly #witness: Witness
  #generation: Generation
  /** The identity of the vault's file (`FileInfo`). */
  #identity: string
  /** The last good length, in bytes. */
  #size: number
  /** The sequence number of the next frame. */
  #sequence: number
  #readOnly: string | null = null
  /** Writing stays impossible until the vault is opened again. */
  #stuck = false
  /** Whether the bytes of a refused change follow the last good frame. */
  #uncut = false
  #folderUnsynced = false
  /** The size at which to retry rewriting after a failure, in bytes. */
  #rewriteFrom = 0
  /** The rewriting that runs beside the changes. */
  #rewriting: Rewriting | undefined

  private constructor(
    parts: JournalParts,
    {
      generation,
      identity,
      witness,
    }: { generation: Generation; identity: string; witness: Witness },
  ) {
    this.#parts = parts
    this.#witness = witness
    this.#generation = generation
    this.#identity = identity
    this.#size = generation.size
    this.#sequence = generation.nextSequence
  }

  /** @param generation the file at the vault's path, open for writing. */
  static async continue(parts: JournalParts, generation: Generation): Promise<Journal> {
    const { identity } = await generation.file.info()
    const witness = await Witness.open(parts.folder.files, parts.folder.witness)
    const journal = new Journal(parts, { generation, identity, witness })
    await journal.#noteProgress()
    return journal
  }

  /** The identity of the vault's file, and its last good length in bytes. The bytes before that length do not change. */
  get extent(): { readonly identity: string; readonly size: number } {
    return { identity: this.#identity, size: this.#size }
  }

  async append(batch: readonly Change[]): Promise<number> {
    if (this.#stuck) throw new VaultReadOnlyError(this.#readOnly ?? '')
    const { sealer, file, header } = this.#generation
    const plaintext = encodeBatch(batch)
    const frame = sealer.seal(this.#sequence, plaintext, this.#parts.random)
    if (this.#uncut) await this.#cutBack()
    await this.#checkUnchanged()
    if (this.#size + frame.length > this.#parts.largest) throw this.#refuse(FULL)
    let noteProgress: () => Promise<void>
    try {
      if (this.#folderUnsynced) await this.#syncFolder()
      await writeFully(file, frame, this.#size)
      const synced = file.syncData()
      // Prepares the note while the disk is busy.
      noteProgress = this.#witness.prepare(header, this.#sequence + 1)
      await synced
    } catch (error) {
      throw await this.#takeBack(error)
    }
    this.#size += frame.length
    this.#sequence++
    this.#rewriting?.append(plaintext)
    await noteProgress()
    this.#setReadOnly(null)
    return frame.length
  }

  async rewrite(change: HeaderChange, plaintexts: Plaintexts): Promise<boolean> {
    if (this.#stuck) throw new VaultReadOnlyError(this.#readOnly ?? '')
    if (this.#uncut) await this.#cutBack()
    await this.#rewriting?.cancel()
    try {
      await this.#rewriteNow(plaintexts, change)
    } catch (error) {
      throw error instanceof VaultReadOnlyError
        ? error
        : new VaultReadOnlyError(whyNotWritten(error), { cause: error })
    }
    return this.#settleName().then(
      () => true,
      () => false,
    )
  }

  async tidy(collections: Collections, inTurn: InTurn): Promise<void> {
    const dead = this.#size - collections.liveBytes
    const due = dead > DEAD_BYTES && dead > this.#size / 2 && this.#size >= this.#rewriteFrom
    if (!due || this.#stuck || this.#uncut || this.#rewriting) return
    const isSmall = collections.liveBytes <= this.#parts.rewrittenAtOnce
    const pace = isSmall ? undefined : UNHURRIED
    const rewriting = this.#begin({ plaintexts: collections.plaintexts(), ...(pace && { pace }) })
    if (isSmall) await this.#finish(rewriting, (task) => task())
    else void this.#finish(rewriting, inTurn)
  }

  async close(): Promise<void> {
    this.#stuck = true
    await this.#rewriting?.cancel()
    if (this.#uncut) await this.#cutBack().catch(ignore)
    this.#generation.sealer.wipe()
    await this.#generation.file.close().catch(ignore)
    await this.#witness.close()
  }

  #noteProgress(): Promise<void> {
    return this.#witness.note(this.#generation.header, this.#sequence)
  }

  /** @throws when the new generation cannot be written. The current generation stays. */
  async #rewriteNow(plaintexts: Plaintexts, change: HeaderChange): Promise<void> {
    const { header, keys } = change
    const rewriting = this.#begin({ plaintexts, header, keys })
    try {
      await this.#replaceGeneration(await rewriting.end())
    } finally {
      this.#rewriting = undefined
    }
  }

  #begin(what: {
    readonly plaintexts: Plaintexts
    readonly header?: HeaderChange['header']
    readonly keys?: VaultKeys
    readonly pace?: Pace
  }): Rewriting {
    const { folder, random, keys } = this.#parts
    const { header: old } = this.#generation
    const header = { ...old, ...what.header, generation: old.generation + 1 }
    this.#rewriting = new Rewriting({ folder, random, keys, ...what, header })
    return this.#rewriting
  }

  /** Never rejects: the current generation is still good, and the disk may have more room later. */
  async #finish(rewriting: Rewriting, inTurn: InTurn): Promise<void> {
    try {
      await rewriting.catchUp()
      await inTurn(async () => {
        if (this.#uncut) await this.#cutBack()
        await this.#replaceGeneration(await rewriting.end())
        await this.#settleName()
      })
    } catch {
      await rewriting.cancel()
      this.#rewriteFrom = this.#size * 1.25
    } finally {
      if (this.#rewriting === rewriting) this.#rewriting = undefined
    }
  }

  /** @throws when the new generation cannot replace the current one. The current generation stays. */
  async #replaceGeneration(generation: Generation): Promise<void> {
    const { folder } = this.#parts
    const { files, vault, next } = folder
    try {
      await this.#checkUnchanged()
      await keepPrevious(folder)
      const { identity } = await generation.file.info()
      await files.rename(next, vault)
      await this.#continueWith(generation, identity)
    } catch (error) {
      generation.sealer.wipe()
      await generation.file.close().catch(ignore)
      await removeIfThere(files, next).catch(ignore)
      throw error
    }
    // Until the new name is durable, a power cut would bring the old generation back.
    this.#folderUnsynced = true
  }

  async #settleName(): Promise<void> {
    await this.#syncFolder()
    await this.#noteProgress()
  }

  async #continueWith(generation: Generation, identity: string): Promise<void> {
    const old = this.#generation
    this.#generation = generation
    this.#identity = identity
    this.#size = generation.size
    this.#sequence = generation.nextSequence
    old.sealer.wipe()
    await old.file.close().catch(ignore)
  }

  /** @throws {VaultReadOnlyError} when the vault's file differs from what this journal wrote. */
  async #checkUnchanged(): Promise<void> {
    const { files, vault } = this.#parts.folder
    const info = await files.info(vault).catch((error: unknown) => {
      throw this.#refuse(`The vault’s file cannot be reached: ${reasonOf(error)}.`)
    })
    if (info?.identity === this.#identity && info.size === this.#size) return
    this.#stuck = true
    const what = info ? 'was changed by another program' : 'was removed by another program'
    throw this.#refuse(`The vault’s file ${what}. Restart Latchkey to save changes again.`)
  }

  async #syncFolder(): Promise<void> {
    const { files, path } = this.#parts.folder
    await syncFolder(files, path)
    this.#folderUnsynced = false
  }

  async #takeBack(error: unknown): Promise<VaultReadOnlyError> {
    this.#uncut = true
    await this.#cutBack().catch(ignore)
    return this.#refuse(whyNotWritten(error))
  }

  /** @throws {VaultReadOnlyError} */
  async #cutBack(): Promise<void> {
    const { file } = this.#generation
    try {
      await file.truncate(this.#size)
      await file.syncData()
      this.#uncut = false
    } catch (error) {
      throw this.#refuse(whyNotWritten(error))
    }
  }

  #refuse(reason: string): VaultReadOnlyError {
    this.#setReadOnly(reason)
    return new VaultReadOnlyError(reason)
  }

  #setReadOnly(reason: string | null): void {
    if (this.#readOnly === reason) return
    this.#readOnly = reason
    this.#parts.onReadOnly(reason)
  }
}

/** For a vault that can only be read. */
export class ReadOnlyWriter implements RecordWriter {
  readonly #reason: string

  constructor(reason: string) {
    this.#reason = reason
  }

  append(): Promise<number> {
    return Promise.reject(new VaultReadOnlyError(this.#reason))
  }

  rewrite(): Promise<boolean> {
    return Promise.reject(new VaultReadOnlyError(this.#reason))
  }

  async tidy(): Promise<void> {
    // A read-only vault is never rewritten.
  }

  async close(): Promise<void> {
    // The file is already closed.
  }
}

/** One sentence for the user: why a write failed. */
export function whyNotWritten(error: unknown): string {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'Latchkey cannot write to the vault’s folder.'
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EIO':
    case 'EROFS':
      return sentence(reasonOf(error))
    default:
      return `The vault cannot be written: ${reasonOf(error)}.`
  }
}
