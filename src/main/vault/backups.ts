/**
 * Backs up the vault's file: once as soon as the vault has contents, once on each day with changes, and whenever a changed
 * vault is closed. `backup-names.ts` says which backups are kept. A backup is a copy, because a second name (link) of the file
 * would change with the file. A backup is sealed as the file is.
 *
 * A backup that fails does not stop any other work. Latchkey reports the failure and retries later.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { backupFileName, dayOf, parseBackupName, superfluous, type Backup } from './backup-names'
import { reasonOf } from './errors'
import type { OpenFile } from './files'
import type { Journal } from './journal'
import { headerAt, isSameVault } from './known-vault'
import type { RecordWriter } from './records'
import { readReplaced } from './replaced-note'
import type { VaultFolder } from './vault-folder'
import {
  ignore,
  readBeginning,
  readFully,
  removeIfThere,
  syncFolder,
  writeFully,
} from './whole-file'
import type { Clock } from '../platform/ports'
import { Slices } from '../platform/slices'

export interface BackupPorts {
  /** The number of free bytes on the disk of a folder. */
  readonly freeBytes: (folder: string) => number
  /** Reports why a backup could not be made. */
  readonly failed: (problem: string) => void
}

/** How much of the disk backups leave free for the vault itself, in bytes. */
const LEFT_FREE = 64 * 1024 * 1024
/** The wait before a retry after a failed backup, in milliseconds. */
const RETRY_MS = 60 * 60 * 1000
const CHUNK_BYTES = 1024 * 1024
const HEADER_BYTES = 64

/** What to copy: the first bytes of an open file, up to a length. */
interface Snapshot {
  readonly file: OpenFile
  readonly identity: string
  readonly size: number
}

export class Backups {
  readonly #folder: VaultFolder
  readonly #clock: Clock
  readonly #ports: BackupPorts
  /** The day of the newest backup; undefined when there is no backup. */
  #newestDay: string | undefined
  /** The length of the vault's file at the last backup or the last check, in bytes. */
  #seenSize: number | undefined
  /** On the monotonic clock. */
  #notBefore = -Infinity
  #running: Promise<void> | undefined
  #problem: string | null = null

  constructor(folder: VaultFolder, clock: Clock, ports: BackupPorts) {
    this.#folder = folder
    this.#clock = clock
    this.#ports = ports
  }

  /** Why the last backup failed; null when it succeeded or was not due. */
  get problem(): string | null {
    return this.#problem
  }

  /**
   * Makes backups of the vault from now on.
   *
   * @param journal of the vault that was just opened.
   * @param isEmpty whether the vault has no contents yet.
   * @param mayPrune whether backups that are no longer needed may be removed.
   * @returns the writer to use in place of the journal.
   */
  async follow(
    journal: Journal,
    { isEmpty, mayPrune }: { readonly isEmpty: boolean; readonly mayPrune: boolean },
  ): Promise<RecordWriter> {
    const { size } = journal.extent
    this.#seenSize = isEmpty ? size : await this.#lookBack(size).catch(() => undefined)
    await this.#consider(journal, mayPrune)
    return {
      append: (batch) => journal.append(batch),
      rewrite: (change, plaintexts) => journal.rewrite(change, plaintexts),
      tidy: async (collections, inTurn) => {
        await journal.tidy(collections, inTurn)
        if (dayOf(this.#clock.now()) !== this.#newestDay) await this.#consider(journal, mayPrune)
      },
      close: async () => {
        await this.#running
        await this.#consider(journal, mayPrune)
        await this.#running
        await journal.close()
      },
    }
  }

  /** @returns the length of the file if the newest backup is a copy of the current file, else undefined. */
  async #lookBack(size: number): Promise<number | undefined> {
    const newest = (await this.#list()).at(-1)
    this.#newestDay = newest?.day
    if (newest?.bytes !== size) return undefined
    const { files, vault, backups } = this.#folder
    const [now, then] = await Promise.all(
      [vault, join(backups, backupFileName(newest))].map((path) =>
        readBeginning(files, path, HEADER_BYTES),
      ),
    )
    return now && then && Buffer.compare(now, then) === 0 ? size : undefined
  }

  /** Starts a backup of a changed file. Waits only until the file is open. Never rejects. */
  async #consider(journal: Journal, mayPrune: boolean): Promise<void> {
    const { identity, size } = journal.extent
    if (this.#running || size === this.#seenSize) return
    if (this.#clock.monotonic() < this.#notBefore) return
    const { files, vault } = this.#folder
    try {
      const file = await files.open(vault, 'read')
      const day = dayOf(this.#clock.now())
      this.#running = this.#make({ file, identity, size }, { day, mayPrune }).finally(() => {
        this.#running = undefined
      })
    } catch (error) {
      this.#fail(error)
    }
  }

  async #make(
    snapshot: Snapshot,
    { day, mayPrune }: { readonly day: string; readonly mayPrune: boolean },
  ): Promise<void> {
    try {
      await this.#copy(snapshot, day)
      this.#newestDay = day
      this.#seenSize = snapshot.size
      this.#problem = null
      if (mayPrune) await this.#prune().catch(ignore)
    } catch (error) {
      this.#fail(error)
    } finally {
      await snapshot.file.close().catch(ignore)
    }
  }

  async #copy({ file, identity, size }: Snapshot, day: string): Promise<void> {
    const { files, path, backups } = this.#folder
    if ((await file.info()).identity !== identity)
      throw new Error('another program replaced the vault’s file')
    if (this.#ports.freeBytes(path) < size + LEFT_FREE)
      throw new Error('the disk has too little room for a backup')
    await files.makeFolder(backups)
    await syncFolder(files, path)
    const number = ((await this.#list()).at(-1)?.number ?? 0) + 1
    const to = join(backups, backupFileName({ number, day }))
    const draft = `${to}.tmp`
    await removeIfThere(files, draft)
    try {
      await copyBeginning(await files.open(draft, 'create'), { file, size })
      await files.rename(draft, to)
    } catch (error) {
      await removeIfThere(files, draft).catch(ignore)
      throw error
    }
    await syncFolder(files, backups)
  }

  async #prune(): Promise<void> {
    const { files, backups } = this.#folder
    const replaced = await readReplaced(this.#folder)
    for (const backup of superfluous(await this.#listOwn(), replaced?.backups))
      await removeIfThere(files, join(backups, backupFileName(backup)))
  }

  /** Leaves out the backups of another vault that was in this folder before. */
  async #listOwn(): Promise<readonly Backup[]> {
    const { vault, backups } = this.#folder
    const now = await headerAt(this.#folder, vault)
    const own: Backup[] = []
    for (const backup of await this.#list()) {
      const then = await headerAt(this.#folder, join(backups, backupFileName(backup)))
      if (!now || !then || isSameVault(now.vaultId, then.vaultId)) own.push(backup)
    }
    return own
  }

  /** Oldest first. */
  async #list(): Promise<readonly Backup[]> {
    const { files, backups } = this.#folder
    const names = await this.#folder.backupNames()
    const all = await Promise.all(
      names.map(async (name) => {
        const parsed = parseBackupName(name)
        const info = parsed && (await files.info(join(backups, name)))
        return info ? [{ ...parsed, bytes: info.size }] : []
      }),
    )
    return all.flat().sort((a, b) => a.number - b.number)
  }

  #fail(error: unknown): void {
    this.#notBefore = this.#clock.monotonic() + RETRY_MS
    this.#problem = `The vault could not be backed up: ${reasonOf(error)}.`
    this.#ports.failed(this.#problem)
  }
}

/** Copies the beginning of a file into a new one, and reads it back. Closes the new file. */
async function copyBeginning(
  to: OpenFile,
  { file, size }: Pick<Snapshot, 'file' | 'size'>,
): Promise<void> {
  try {
    const slices = new Slices()
    const written = createHash('sha256')
    for (let at = 0; at < size; at += CHUNK_BYTES) {
      const chunk = await readFully(file, Math.min(CHUNK_BYTES, size - at), at)
      written.update(chunk)
      await writeFully(to, chunk, at)
      await slices.next()
    }
    await to.sync()
    const read = createHash('sha256')
    for (let at = 0; at < size; at += CHUNK_BYTES) {
      read.update(await readFully(to, Math.min(CHUNK_BYTES, size - at), at))
      await slices.next()
    }
    const isSame = Buffer.compare(written.digest(), read.digest()) === 0
    if (!isSame || (await to.info()).size !== size)
      throw new Error('the backup does not contain what Latchkey wrote')
  } finally {
    await to.close()
  }
}
