/** Decides whether a vault's file that was read can be written, sets aside what is damaged, and says what was found. */
import type { VaultState } from '../../shared/app-state'
import type { KnownFile } from '../../shared/backup-advice'
import { placedTogether, type PlacedText } from '../../shared/placed-text'
import { describeWitness, type EndOfFile } from '../../shared/vault-words'
import { adviseBackup } from './backup-advice'
import * as explain from './explanations'
import type { FileBytes } from './file-bytes'
import type { OpenFile } from './files'
import type { Header } from './header'
import { Journal, ReadOnlyWriter, whyNotWritten } from './journal'
import {
  addLoss,
  copiesOf,
  keepLoss,
  lossOf,
  readLoss,
  withCopy,
  withNewestBackup,
  type Loss,
} from './losses'
import type { RecordWriter } from './records'
import { lostEntries, type VaultContents } from './vault-contents'
import type { VaultContext } from './vault-context'
import { mendHeader, type FoundHeader } from './vault-header'
import type { VaultKeys } from './vault-keys'
import { findWitnessFault, hearWitness, resetWitness, type Testimony } from './witness'
import { ignore, syncFolder } from './whole-file'

/** The vault's writer, and what the user should know about writing. */
export interface Writing {
  readonly writer: RecordWriter
  readonly readOnly: string | null
  readonly warning: PlacedText | null
  /** What was wrong with the file beside its losses; a part of the warning. */
  readonly mended?: PlacedText
  /** What is, or was, wrong with the witness; a part of the warning. */
  readonly witnessProblem?: string
  readonly damage?: VaultDamage
}

type VaultDamage = NonNullable<Extract<VaultState, { state: 'open' }>['damage']>

export interface ReadVault {
  readonly file: OpenFile
  readonly source: FileBytes
  readonly found: FoundHeader
  readonly contents: VaultContents
  readonly keys: VaultKeys
}

/** @param readOnly why no write is to be tried; null when the file can be written. */
export async function prepareWriting(
  context: VaultContext,
  read: ReadVault,
  readOnly: string | null,
): Promise<Writing> {
  const { files, witness } = context.folder
  const { contents, found } = read
  const testimony = await hearWitness(files, witness, { ...found.header, ...contents })
  const fault = await findWitnessFault(files, witness)
  const writing =
    contents.condition === 'damaged'
      ? await setDamagedAside(context, read, { testimony, writable: readOnly === null })
      : await continueFile(context, read, { testimony, readOnly, end: fault ? 'unknown' : 'known' })
  if (!fault) return writing
  const isReplaced = !(await findWitnessFault(files, witness))
  const witnessProblem = describeWitness(fault, isReplaced ? 'replaced' : 'not replaced')
  return { ...writing, witnessProblem, warning: together(writing.warning, witnessProblem) }
}

interface HeardVault {
  readonly testimony: Testimony
  readonly readOnly: string | null
  readonly end: EndOfFile
}

async function continueFile(
  context: VaultContext,
  read: ReadVault,
  { testimony, readOnly, end: knownEnd }: HeardVault,
): Promise<Writing> {
  const { contents, file, found, keys } = read
  const { header } = found
  const known = await readLoss(context.folder, header.vaultId)
  const foundLoss = lossOf(header, contents, testimony)
  const loss = addLoss(known, foundLoss)
  const isKnown = !foundLoss && !found.fault && contents.condition === 'whole'
  const damage = damageOf(loss, isKnown)
  const lostEnd = { loss, isNew: foundLoss !== undefined, end: knownEnd }
  const notMended = async (reason: string): Promise<Writing> => {
    const told = await describeEnd(context, read, lostEnd)
    return {
      ...onlyRead(reason),
      ...damage,
      ...warningOf(told, found.fault && explain.HEADER_DAMAGED),
    }
  }
  if (readOnly !== null) return notMended(readOnly)
  try {
    await expectUnchanged(read)
    const headerMended = found.fault && (await putHeaderBack(context, read))
    const warning = warningOf(await tidyEnd(context, read, lostEnd), headerMended)
    if (knownEnd === 'unknown') await renewWitness(context, header)
    const { sealer, end, nextSequence } = contents
    const generation = { header, sealer, file, size: end, nextSequence }
    const writer = await Journal.continue({ ...context, keys }, generation)
    await context.folder.removeCreating().catch(ignore)
    return { writer, readOnly: null, ...warning, ...damage }
  } catch (error) {
    return notMended(whyNotWritten(error))
  }
}

/** A power cut must not make the new witness one that is missing or damaged again. The journal goes on with it, or without. */
async function renewWitness({ folder }: VaultContext, header: Header): Promise<void> {
  await resetWitness(folder, header).catch(ignore)
  await syncFolder(folder.files, folder.path).catch(ignore)
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
  { loss: found, isNew, end }: LostEnd,
): Promise<ToldEnd> {
  const { folder } = context
  const { file, source, contents } = read
  const isTorn = contents.condition === 'torn'
  const isCut = isNew && found?.is === 'cut'
  const copy = isTorn || isCut ? await folder.setAside('torn', source) : undefined
  const loss = found && isNew ? withCopy(found, copy) : found
  // Before the file and its witness agree again.
  if (loss && isNew) await keepLoss(folder, await withNewestBackup(loss, folder))
  if (isTorn) {
    await file.truncate(contents.end)
    await file.sync()
  }
  return describeEnd(context, read, { loss, isNew, end, copy })
}

interface LostEnd {
  readonly loss: Loss | undefined
  /** Whether this opening found it, or a part of it. */
  readonly isNew: boolean
  readonly end: EndOfFile
}

/** What is said of the end of the file: of what is lost, and of what is not. */
interface ToldEnd {
  readonly lost: PlacedText | null
  readonly besides: PlacedText | null
}

function warningOf(
  { lost, besides }: ToldEnd,
  header: string | null,
): Pick<Writing, 'warning' | 'mended'> {
  const mended = together(besides, header)
  return { warning: together(lost, mended), ...(mended !== null && { mended }) }
}

/** @param end `copy`: where the file was copied to, as it was found. */
async function describeEnd(
  context: VaultContext,
  { source, found, contents, keys }: ReadVault,
  { loss, isNew, end, copy }: LostEnd & { readonly copy?: string | undefined },
): Promise<ToldEnd> {
  const { passkeys } = contents
  const unread = contents.condition === 'torn' && !isNew ? source.length - contents.end : 0
  const lost = loss && {
    ...{ is: loss.is, lost: loss.lost, passkeys },
    copies: await copiesOf(context.folder, loss),
    advice: await adviseFor(context, keys, { condition: loss.is, passkeys }),
  }
  const isOnlyHeader = found.fault !== null && !loss && contents.condition === 'whole'
  return {
    lost: lost ? explain.lostEnd(lost) : null,
    besides: together(
      isOnlyHeader ? explain.onlyHeader(passkeys) : null,
      unread > 0 ? explain.tornEnd({ unread, passkeys, copy, end }) : null,
    ),
  }
}

async function setDamagedAside(
  context: VaultContext,
  { source, found, contents, keys }: ReadVault,
  { testimony, writable }: { readonly testimony: Testimony; readonly writable: boolean },
): Promise<Writing> {
  const { folder } = context
  const setAside = async () => folder.setAside('corrupt', source)
  const copy = writable ? await setAside().catch(() => undefined) : undefined
  const { passkeys } = contents
  const known = await readLoss(folder, found.header.vaultId)
  const lost = (known?.lost ?? 0) + lostEntries(contents, testimony)
  const advice = await adviseFor(context, keys, { condition: 'damaged', passkeys })
  const warning = together(
    explain.damaged(folder.vault, { passkeys, lost, copy, advice }),
    found.fault && explain.HEADER_DAMAGED,
  )
  return { ...onlyRead('The vault’s file is damaged.'), warning, damage: { is: 'damaged', lost } }
}

async function adviseFor(
  context: VaultContext,
  keys: VaultKeys,
  found: Pick<KnownFile, 'condition' | 'passkeys'>,
): Promise<explain.BackupAdvice> {
  const masterKey = keys.copyMasterKey()
  try {
    return await adviseBackup(context, { ...found, otherVault: false, problem: null }, masterKey)
  } finally {
    masterKey.fill(0)
  }
}

function damageOf(loss: Loss | undefined, isKnown: boolean): { damage?: VaultDamage } {
  if (!loss) return {}
  return { damage: { is: loss.is, lost: loss.lost, ...(isKnown && { isKnown }) } }
}

function together(...said: readonly (PlacedText | null)[]): PlacedText | null {
  return placedTogether(said.filter((one) => one !== null)) || null
}

function onlyRead(reason: string): Writing {
  return { writer: new ReadOnlyWriter(reason), readOnly: reason, warning: null }
}
