/** Reads a vault's whole file, and recovers what a damaged file still holds. */
import type { VaultState } from '../../shared/app-state'
import type { Backups } from './backups'
import { codeOf, UnreadableVaultError } from './errors'
import * as explain from './explanations'
import { bytesOfFile, type FileBytes } from './file-bytes'
import type { OpenFile } from './files'
import type { StartFrameWorker } from './frame-thread'
import { MAX_HEADER_BYTES, type Header } from './header'
import { Journal, ReadOnlyWriter, whyNotWritten, type JournalParts } from './journal'
import { addLoss, copiesOf, keepLoss, lossOf, readLoss, withCopy, type Loss } from './losses'
import { Records, type RecordWriter } from './records'
import type { Opening } from './vault'
import { lostEntries, readContents, type VaultContents } from './vault-contents'
import type { VaultFolder } from './vault-folder'
import { findHeader, mendHeader, type FoundHeader } from './vault-header'
import { VaultKeys } from './vault-keys'
import { hearWitness, type Testimony } from './witness'
import { ignore } from './whole-file'
import type { Clock, Randomness } from '../platform/ports'

export interface VaultContext {
  readonly folder: VaultFolder
  readonly clock: Clock
  readonly random: Randomness
  /** The maximum length of a vault's file, in bytes. A longer file is not read, and a file does not grow beyond it. */
  readonly largest: number
  readonly rewrittenAtOnce: JournalParts['rewrittenAtOnce']
  /** Called with the reason when the vault cannot be written, and with null when it can be written again. */
  readonly onReadOnly: (reason: string | null) => void
  /** Opens the frames of large files in a separate thread. */
  readonly startFrameWorker?: StartFrameWorker
  /** undefined when no backups are made. */
  readonly backups?: Backups
}

/** The vault's writer, and what the user should know about writing. */
interface Writing {
  readonly writer: RecordWriter
  readonly readOnly: string | null
  readonly warning: string | null
  readonly damage?: VaultDamage
}

type VaultDamage = NonNullable<Extract<VaultState, { state: 'open' }>['damage']>

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
    const { readOnly: reason, warning, damage } = writing
    const found = { readOnly: reason, warning, ...(damage && { damage }) }
    return { state: 'open', sealedBy, ...found, records, keys, header }
  } catch (error) {
    keys.wipe()
    await file.close().catch(ignore)
    throw error
  }
}

interface ReadVault {
  readonly file: OpenFile
  readonly source: FileBytes
  readonly found: FoundHeader
  readonly contents: VaultContents
  readonly keys: VaultKeys
}

async function prepareWriting(
  context: VaultContext,
  read: ReadVault,
  readOnly: string | null,
): Promise<Writing> {
  const { contents, file, found, keys } = read
  const { header } = found
  const { folder } = context
  const testimony = await hearWitness(folder.files, folder.witness, { ...header, ...contents })
  if (contents.condition === 'damaged')
    return setDamagedAside(context, read, { testimony, writable: readOnly === null })
  const known = await readLoss(folder, header.vaultId)
  const foundLoss = lossOf(header, contents, testimony)
  const loss = addLoss(known, foundLoss)
  const isKnown = !foundLoss && !found.fault && contents.condition === 'whole'
  const damage = damageOf(loss, isKnown)
  if (readOnly !== null)
    return {
      ...onlyRead(readOnly),
      ...damage,
      warning: together(
        found.fault && explain.HEADER_DAMAGED,
        await describeEnd(context, read, { loss, isNew: foundLoss !== undefined }),
      ),
    }
  try {
    await expectUnchanged(read)
    const mended = found.fault && (await putHeaderBack(context, read))
    const lostEnd = { loss, isNew: foundLoss !== undefined }
    const warning = together(mended, await tidyEnd(context, read, lostEnd))
    const { sealer, end, nextSequence } = contents
    const generation = { header, sealer, file, size: end, nextSequence }
    const writer = await Journal.continue({ ...context, keys }, generation)
    await context.folder.removeCreating().catch(ignore)
    return { writer, readOnly: null, warning, ...damage }
  } catch (error) {
    return onlyRead(whyNotWritten(error))
  }
}

/**
 * Protects a file whose length another program changed. Cutting off the end of a file that became shorter would make it longer.
 * Cutting off the end of a file that became longer would remove what that program wrote.
 *
 * @throws when the length of the file has changed.
 */
async function expectUnchanged({ file, source }: ReadVault): Promise<void> {
  const { size } = await file.info()
  if (size !== source.length)
    throw new Error('another program changed its file while Latchkey opened it')
}

/**
 * Replaces a damaged header with its second copy. The first frame has proved the copy.
 *
 * @returns what the user should know.
 */
async function putHeaderBack(
  { folder }: VaultContext,
  { file, source, found }: ReadVault,
): Promise<string> {
  const copy = await folder.setAside('corrupt', source)
  await mendHeader(file, found)
  return explain.headerMended(copy)
}

/**
 * Cuts off the end of the file, where no frame opens. The end is most likely a write that was interrupted before it was
 * confirmed. If anything may be missing, keeps a copy of the file.
 *
 * @returns what the user should know.
 */
async function tidyEnd(
  context: VaultContext,
  read: ReadVault,
  { loss: found, isNew }: LostEnd,
): Promise<string | null> {
  const { folder } = context
  const { file, source, contents } = read
  const isTorn = contents.condition === 'torn'
  const isCut = isNew && found?.is === 'cut'
  const copy = isTorn || isCut ? await folder.setAside('torn', source) : undefined
  const loss = found && isNew ? withCopy(found, copy) : found
  // Before the file and its witness agree again.
  if (loss && isNew) await keepLoss(folder, loss)
  if (isTorn) {
    await file.truncate(contents.end)
    await file.sync()
  }
  return describeEnd(context, read, { loss, isNew, copy })
}

interface LostEnd {
  readonly loss: Loss | undefined
  /** Whether this opening found it, or a part of it. */
  readonly isNew: boolean
}

/** @param end `copy`: where the file was copied to, as it was found. */
async function describeEnd(
  { folder }: VaultContext,
  { source, contents }: ReadVault,
  { loss, isNew, copy }: LostEnd & { readonly copy?: string | undefined },
): Promise<string | null> {
  const { passkeys } = contents
  const unread = contents.condition === 'torn' && !isNew ? source.length - contents.end : 0
  const previous = await folder.findPrevious()
  const lost = loss && {
    ...{ is: loss.is, lost: loss.lost, passkeys, previous },
    copies: await copiesOf(folder, loss),
  }
  return together(
    lost ? explain.lostEnd(lost) : null,
    unread > 0 ? explain.tornEnd({ unread, passkeys, copy }) : null,
  )
}

async function setDamagedAside(
  { folder }: VaultContext,
  { source, found, contents }: ReadVault,
  { testimony, writable }: { readonly testimony: Testimony; readonly writable: boolean },
): Promise<Writing> {
  const setAside = async () => folder.setAside('corrupt', source)
  const copy = writable ? await setAside().catch(() => undefined) : undefined
  const previous = await folder.findPrevious()
  const { passkeys } = contents
  const known = await readLoss(folder, found.header.vaultId)
  const lost = (known?.lost ?? 0) + lostEntries(contents, testimony)
  const warning = together(
    explain.damaged(folder.vault, { passkeys, lost, copy, previous }),
    found.fault && explain.HEADER_DAMAGED,
  )
  return { ...onlyRead('The vault’s file is damaged.'), warning, damage: { is: 'damaged', lost } }
}

function damageOf(loss: Loss | undefined, isKnown: boolean): { damage?: VaultDamage } {
  if (!loss) return {}
  return { damage: { is: loss.is, lost: loss.lost, ...(isKnown && { isKnown }) } }
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

function together(...said: readonly (string | null)[]): string | null {
  return said.filter((one) => one !== null).join(' ') || null
}

function onlyRead(reason: string): Writing {
  return { writer: new ReadOnlyWriter(reason), readOnly: reason, warning: null }
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
  return { file: await files.open(vault, 'read'), readOnly: readOnly ?? explain.FILE_NOT_WRITABLE }
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
