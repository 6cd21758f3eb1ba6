/** Opens a vault's whole file, also a damaged one. */
import { codeOf, UnreadableVaultError } from './errors'
import { FILE_NOT_WRITABLE } from './explanations'
import { bytesOfFile, type FileBytes } from './file-bytes'
import type { OpenFile } from './files'
import { MAX_HEADER_BYTES, type Header } from './header'
import { Journal } from './journal'
import { prepareWriting, type Writing } from './prepare-writing'
import { Records, type RecordWriter } from './records'
import type { Opening } from './vault'
import { readContents } from './vault-contents'
import type { VaultContext } from './vault-context'
import type { VaultFolder } from './vault-folder'
import { findHeader } from './vault-header'
import { VaultKeys } from './vault-keys'
import { ignore } from './whole-file'

export interface FoundKey {
  readonly masterKey: Uint8Array
  /** The header that the key was found for. */
  readonly header: Header
  readonly sealedBy: 'keychain' | 'passphrase'
  /** Why the folder is read-only, so that no write is tried; null when it can be written. */
  readonly readOnly: string | null
}

/**
 * Opens the vault's file with its master key.
 *
 * @throws {UnreadableVaultError} when no part of the file can be read. The file is unchanged.
 */
export async function loadVault(
  context: VaultContext,
  { masterKey, header: expected, sealedBy, readOnly: given }: FoundKey,
): Promise<Opening> {
  const { file, readOnly } = await openVaultFile(context.folder, given)
  const keys = new VaultKeys(masterKey, expected.vaultId)
  masterKey.fill(0)
  try {
    const source = await findBytes(file, context.largest)
    const beginning = await source.read(0, MAX_HEADER_BYTES)
    const foundHeader = await findHeader(context.folder, beginning)
    const { header } = foundHeader
    if (Buffer.compare(header.keyId, expected.keyId) !== 0)
      throw new UnreadableVaultError(
        'another program replaced it while Latchkey opened it',
        'Try again.',
      )
    const contents = await readContents(source, foundHeader, { ...context, keys })
    const { collections } = contents
    const read = { file, source, found: foundHeader, contents, keys }
    const writing = await prepareWriting(context, read, readOnly)
    if (!(writing.writer instanceof Journal)) {
      contents.sealer.wipe()
      await file.close().catch(ignore)
    }
    const writer = await withBackups(context, writing, collections.liveBytes === 0)
    const records = new Records(writer, collections, context.clock)
    const { writer: _, ...told } = writing
    return { state: 'open', sealedBy, ...told, records, keys, header }
  } catch (error) {
    keys.wipe()
    await file.close().catch(ignore)
    throw error
  }
}

/** Starts backups of a writable vault. Prunes no backup while the vault may lack what a backup holds. */
async function withBackups(
  { backups }: VaultContext,
  { writer, damage }: Writing,
  isEmpty: boolean,
): Promise<RecordWriter> {
  if (!backups || !(writer instanceof Journal)) return writer
  return backups.follow(writer, { isEmpty, mayPrune: damage === undefined })
}

async function openVaultFile(
  { files, vault }: VaultFolder,
  readOnly: string | null,
): Promise<{ file: OpenFile; readOnly: string | null }> {
  try {
    if (readOnly === null) return { file: await files.open(vault, 'read-write'), readOnly }
  } catch (error) {
    if (!isRefusedWrite(error)) throw error
  }
  return { file: await files.open(vault, 'read'), readOnly: readOnly ?? FILE_NOT_WRITABLE }
}

/** Whether an error says that the files can be read but not written. */
export function isRefusedWrite(error: unknown): boolean {
  return ['EROFS', 'EACCES', 'EPERM'].includes(codeOf(error) ?? '')
}

/** Whether an error says that the disk is full. */
export function isFullDisk(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')
}

async function findBytes(file: OpenFile, largest: number): Promise<FileBytes> {
  const { size } = await file.info()
  if (size > largest)
    throw new UnreadableVaultError(
      'it is too large to be a vault',
      'Latchkey did not change the file. Put a good copy in its place, then try again.',
    )
  return bytesOfFile(file, size)
}
