/** Says what the files of a vault hold. Changes nothing. */
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import {
  isGood,
  isReadable,
  isSetAside,
  mayBeRestored,
  type KnownFile,
} from '../../shared/backup-advice'
import {
  needsBackup,
  type SealReason,
  type VaultCondition,
  type VaultFileReport,
  type VaultReport,
} from '../../shared/vault-report'
import { describeBeginning, describeWitness } from '../../shared/vault-words'
import { cannotBeRead, reasonOf, UnreadableVaultError } from './errors'
import type { FileBytes } from './file-bytes'
import type { FileInfo } from './files'
import { withFoundFile, type FoundFile } from './found-file'
import { piecesOf } from './frame-pieces'
import type { StartFrameWorker } from './frame-thread'
import type { KeyFinder } from './key-finder'
import type { Header } from './header'
import { headerAt, isOfOtherVault } from './known-vault'
import {
  addLoss,
  copiesOf,
  isMadeSince,
  isPreviousSince,
  lossOf,
  readLoss,
  type Loss,
} from './losses'
import { reportReplaced } from './replaced-note'
import type { ReportScope } from './rescue'
import { lostEntries, readContents, type VaultContents } from './vault-contents'
import type { VaultFolder } from './vault-folder'
import type { FoundHeader } from './vault-header'
import {
  findWitnessFault,
  readWitness,
  testimonyOf,
  type Progress,
  type Testimony,
} from './witness'
import { ignore } from './whole-file'

export interface ReportPorts {
  readonly folder: VaultFolder
  /** The maximum length of a vault's file, in bytes. */
  readonly largest: number
  readonly finder: KeyFinder
  /** Runs a task while the vault's file does not change. */
  readonly quiet: <T>(task: () => Promise<T>) => Promise<T>
  /** Opens the frames of large files in a separate thread. */
  readonly startFrameWorker?: StartFrameWorker
}

/** How often to read a file that another, just started Latchkey is writing. */
const READ_AT_MOST = 3

type FilesReport = Omit<
  VaultReport,
  'backupProblem' | 'folderProblem' | 'writeProblem' | 'foundAtOpening'
>

/** @param scope what to report. */
export async function reportVault(ports: ReportPorts, scope: ReportScope): Promise<FilesReport> {
  const { folder } = ports
  const file = await reportSettled(ports, { name: 'vault.pkv', isVault: true })
  const backups =
    scope === 'all'
      ? await reportBackups(ports)
      : needsBackup(file)
        ? await reportBest(ports, file)
        : []
  return {
    folder: folder.path,
    file,
    backups,
    ...(await reportNotes(folder, file !== null)),
  }
}

export type NotesReport = Pick<VaultReport, 'undo' | 'undoProblem' | 'kept' | 'witnessProblem'>

/** @param hasFile whether there is a file that the witness could be about. */
export async function reportNotes(folder: VaultFolder, hasFile: boolean): Promise<NotesReport> {
  const fault = hasFile ? await findWitnessFault(folder.files, folder.witness) : undefined
  return {
    ...(await reportReplaced(folder)),
    witnessProblem: fault ? describeWitness(fault, 'found') : null,
  }
}

/** The backups and copies that tell which one to restore. Reads no more of them than that takes. */
export async function reportBest(
  ports: ReportPorts,
  file: KnownFile | null,
): Promise<VaultFileReport[]> {
  const backups = await reportBackups(ports, (name) => !isSetAside(name), isGood)
  if (isReadable(file) || backups.some(mayBeRestored)) return backups
  return [...backups, ...(await reportBackups(ports, isSetAside, isGood))]
}

/**
 * The backups and copies, newest first.
 *
 * @param isEnough whether the older ones need not be read.
 */
async function reportBackups(
  ports: ReportPorts,
  isAsked: (name: string) => boolean = () => true,
  isEnough: (report: VaultFileReport) => boolean = () => false,
): Promise<VaultFileReport[]> {
  const { folder } = ports
  const names = (await folder.copies()).filter(isAsked)
  const dated = await Promise.all(
    names.map(async (name) => {
      const info = await folder.files.info(join(folder.path, name)).catch(ignore)
      return { name, at: info?.modifiedMs ?? null }
    }),
  )
  const reports: VaultFileReport[] = []
  for (const { name } of dated.sort(byAge)) {
    const report = await reportSettled(ports, { name, isVault: false })
    if (report) reports.push(report)
    if (report && isEnough(report)) break
  }
  return reports.sort(byAge)
}

interface NamedFile {
  readonly name: string
  /** Whether this is the vault's file and not a copy, because the witness describes only the vault's file. */
  readonly isVault: boolean
}

/**
 * Reads a file again when it seems incomplete and changed during the read.
 *
 * @returns null when the file does not exist.
 */
async function reportSettled(ports: ReportPorts, file: NamedFile): Promise<VaultFileReport | null> {
  const { files, path } = ports.folder
  const infoNow = () => files.info(join(path, file.name))
  let info = await infoNow()
  for (let times = 1; info; times++) {
    const report = await reportFile(ports, { ...file, info })
    const now = await infoNow()
    const isWhole = report.condition === 'whole' && report.unread === 0
    if (isWhole || times === READ_AT_MOST || isDeepStrictEqual(info, now)) return report
    info = now
  }
  return null
}

async function reportFile(
  ports: ReportPorts,
  { name, isVault, info }: NamedFile & { readonly info: FileInfo },
): Promise<VaultFileReport> {
  const { folder, largest, quiet } = ports
  const report = { name, at: info.modifiedMs ?? null, bytes: info.size, ...UNREAD }
  try {
    // Reads the witness before the file: a write in between could put the witness ahead of the file.
    const progress = isVault
      ? await readWitness(folder.files, folder.witness).catch(() => undefined)
      : undefined
    const how = { largest, ...(isVault && { quiet }) }
    const path = join(folder.path, name)
    const read = await withFoundFile(folder, path, how, (file) =>
      readFile(ports, file, { name, isVault, progress }),
    )
    return { ...report, ...read }
  } catch (error) {
    return { ...report, condition: 'unreadable', problem: problemOf(error) }
  }
}

type Read = Pick<VaultFileReport, 'condition'> & Partial<VaultFileReport>

interface Beside extends NamedFile {
  /** What the witness has of the file. */
  readonly progress: Progress | undefined
}

async function readFile(
  { folder, finder, startFrameWorker }: ReportPorts,
  { source, found }: FoundFile,
  { name, isVault, progress }: Beside,
): Promise<Read> {
  const otherVault = await isOfOtherVault(folder, found.header)
  const key = await finder.find(found.header)
  if ('problem' in key) return { otherVault, ...(await describeSealed(source, found, key)) }
  const { keys } = key
  try {
    const contents = await readContents(source, found, {
      keys,
      ...(startFrameWorker && { startFrameWorker }),
    })
    contents.sealer.wipe()
    const testimony = testimonyOf(progress, { ...found.header, ...contents })
    const known = await lossWithin(folder, name, found.header)
    const loss = addLoss(known, lossOf(found.header, contents, testimony))
    const copies = loss && isVault ? await copiesOf(folder, loss) : []
    const read = { source, found, contents, testimony, known, loss, copies }
    return { otherVault, bytes: source.length, ...describe(read) }
  } finally {
    keys.wipe()
  }
}

/** What is known to be missing from the vault's file, if this file lacks it, too. */
async function lossWithin(
  folder: VaultFolder,
  name: string,
  header: Header,
): Promise<Loss | undefined> {
  const loss = await readLoss(folder, header.vaultId)
  if (!loss || name === basename(folder.vault)) return loss
  const lacks =
    name === basename(folder.previous)
      ? isPreviousSince(loss, header, await headerAt(folder, folder.vault))
      : isMadeSince(loss, name)
  return lacks ? loss : undefined
}

function problemOf(error: unknown): string {
  return error instanceof UnreadableVaultError
    ? cannotBeRead('The file', error.because, error.advice)
    : cannotBeRead('The file', reasonOf(error))
}

const UNREAD = {
  otherVault: false,
  passkeys: null,
  lost: 0,
  unread: 0,
  waitsFor: null,
  problem: null,
}

/**
 * What can be said without the key. The two copies of each frame's length tell where the next frame begins. They say nothing
 * about the contents of the frames.
 *
 * @param missing why the key is not available.
 */
async function describeSealed(
  source: FileBytes,
  { bytes: headerBytes, fault }: FoundHeader,
  { problem, waitsFor }: { readonly problem: string; readonly waitsFor: SealReason },
): Promise<Pick<VaultFileReport, 'condition' | 'unread' | 'waitsFor' | 'problem'>> {
  const { entries, unread } = await countFrames(source, headerBytes.length)
  const beginning = fault ? ` ${describeBeginning('the file')}` : ''
  const rest =
    unread === 0
      ? 'and that they follow one another up to the end'
      : `and that the ${unread} bytes after them are none`
  return {
    condition: 'sealed',
    unread,
    waitsFor,
    problem: `${problem}${beginning} Without the key, Latchkey can only see that there ${entries === 1 ? 'is 1 entry' : `are ${entries} entries`}, ${rest}.`,
  }
}

async function countFrames(
  source: FileBytes,
  start: number,
): Promise<{ entries: number; unread: number }> {
  let [frames, unread] = [0, source.length - start]
  for await (const piece of piecesOf(source, start)) {
    frames += piece.frames
    unread -= piece.bytes.length
  }
  // The first frame is not an entry.
  return { entries: Math.max(0, frames - 1), unread }
}

interface ReadFile {
  readonly source: FileBytes
  readonly found: FoundHeader
  readonly contents: VaultContents
  readonly testimony: Testimony
  /** What an earlier opening found to be missing at the end. */
  readonly known: Loss | undefined
  /** All that is known to be missing at the end. */
  readonly loss: Loss | undefined
  /** The paths of the copies of the file that were made then. */
  readonly copies: readonly string[]
}

function describe({
  source,
  found,
  contents,
  testimony,
  known,
  loss,
  copies,
}: ReadFile): Pick<VaultFileReport, 'condition' | 'passkeys' | 'lost' | 'unread' | 'problem'> {
  const condition = conditionOf(found, contents, loss)
  const isEnd = condition === 'cut' || condition === 'older'
  const problems = [
    ...(found.fault ? [describeBeginning('the file')] : []),
    ...copies.map((path) => `A copy of the file as it was found is ${basename(path)}.`),
  ]
  return {
    condition,
    passkeys: contents.passkeys,
    lost: loss && isEnd ? loss.lost : (known?.lost ?? 0) + lostEntries(contents, testimony),
    unread: source.length - contents.end,
    problem: problems.join(' ') || null,
  }
}

/** Uses the order of the open vault: lost entries and an unread end come before a header that was replaced with its second copy. */
function conditionOf(
  { fault }: FoundHeader,
  { condition }: Pick<VaultContents, 'condition'>,
  loss: Loss | undefined,
): Exclude<VaultCondition, 'unreadable' | 'sealed'> {
  if (condition === 'damaged') return condition
  if (loss) return loss.is
  return fault && condition === 'whole' ? 'header' : condition
}

type Dated = Pick<VaultFileReport, 'name' | 'at'>

/** Newest first. */
function byAge(a: Dated, b: Dated): number {
  return (b.at ?? 0) - (a.at ?? 0) || (a.name < b.name ? 1 : -1)
}
