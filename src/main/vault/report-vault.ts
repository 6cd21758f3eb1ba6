/** Says what the files of a vault hold. Changes nothing. */
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { VaultCondition, VaultFileReport, VaultReport } from '../../shared/vault-report'
import { describeBeginning } from '../../shared/vault-words'
import { cannotBeRead, codeOf, reasonOf, UnreadableVaultError } from './errors'
import type { FileBytes } from './file-bytes'
import type { FileInfo } from './files'
import { withFoundFile, type FoundFile } from './found-file'
import { piecesOf } from './frame-pieces'
import type { StartFrameWorker } from './frame-thread'
import type { KeyFinder } from './key-finder'
import { isOfOtherVault } from './known-vault'
import { addLoss, copiesOf, lossOf, readLoss, type Loss } from './losses'
import { findUndoProblem, readUndo } from './replacing'
import type { ReportScope } from './rescue'
import { lostEntries, readContents, type VaultContents } from './vault-contents'
import type { VaultFolder } from './vault-folder'
import type { FoundHeader } from './vault-header'
import { readWitness, testimonyOf, type Progress, type Testimony } from './witness'

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

/** @param scope what to report. Without the backups in it, the report has no backups. */
export async function reportVault(
  ports: ReportPorts,
  scope: ReportScope,
): Promise<Omit<VaultReport, 'backupProblem' | 'folderProblem' | 'writeProblem'>> {
  const { folder } = ports
  const file = await reportSettled(ports, { name: 'vault.pkv', isVault: true })
  const backups: VaultFileReport[] = []
  for (const name of scope === 'all' ? await folder.copies() : []) {
    const copy = await reportSettled(ports, { name, isVault: false })
    if (copy) backups.push(copy)
  }
  const undo = await readUndo(folder)
  const undoProblem = await findUndoProblem(folder)
  const witnessProblem = file && (await findWitnessProblem(folder))
  const problems = { undoProblem, witnessProblem }
  return { folder: folder.path, file, backups: backups.sort(byAge), undo, ...problems }
}

async function findWitnessProblem({ files, witness }: VaultFolder): Promise<string | null> {
  try {
    if (await readWitness(files, witness)) return null
    return witnessFault('damaged')
  } catch (error) {
    return witnessFault(codeOf(error) === 'ENOENT' ? 'missing' : 'not readable')
  }
}

function witnessFault(what: string): string {
  return `The note vault.witness is ${what}. Without it, Latchkey cannot tell whether changes are missing at the end of the file. Latchkey makes a new note when it next opens the vault.`
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
    const noted = isVault
      ? await readWitness(folder.files, folder.witness).catch(() => undefined)
      : undefined
    const how = { largest, ...(isVault && { quiet }) }
    const path = join(folder.path, name)
    const read = await withFoundFile(folder, path, how, (file) =>
      readFile(ports, file, { isVault, noted }),
    )
    return { ...report, ...read }
  } catch (error) {
    return { ...report, condition: 'unreadable', problem: problemOf(error) }
  }
}

type Read = Pick<VaultFileReport, 'condition'> & Partial<VaultFileReport>

interface Beside {
  readonly isVault: boolean
  /** What the witness has of the file. */
  readonly noted: Progress | undefined
}

async function readFile(
  { folder, finder, startFrameWorker }: ReportPorts,
  { source, found }: FoundFile,
  { isVault, noted }: Beside,
): Promise<Read> {
  const otherVault = await isOfOtherVault(folder, found.header)
  const key = await finder.find(found.header)
  if ('problem' in key) return { otherVault, ...(await describeSealed(source, found, key.problem)) }
  const { keys } = key
  try {
    const contents = await readContents(source, found, {
      keys,
      ...(startFrameWorker && { startFrameWorker }),
    })
    contents.sealer.wipe()
    const testimony = testimonyOf(noted, { ...found.header, ...contents })
    const known = isVault ? await readLoss(folder, found.header.vaultId) : undefined
    const loss = addLoss(known, lossOf(found.header, contents, testimony))
    const copies = loss ? await copiesOf(folder, loss) : []
    const read = { source, found, contents, testimony, known, loss, copies }
    return { otherVault, bytes: source.length, ...describe(read) }
  } finally {
    keys.wipe()
  }
}

function problemOf(error: unknown): string {
  return error instanceof UnreadableVaultError
    ? cannotBeRead('The file', error.because, error.advice)
    : cannotBeRead('The file', reasonOf(error))
}

const UNREAD = { otherVault: false, passkeys: null, lost: 0, unread: 0, problem: null }

/**
 * What can be said without the key. The two copies of each frame's length tell where the next frame begins. They say nothing
 * about the contents of the frames.
 *
 * @param problem why the key is not available.
 */
async function describeSealed(
  source: FileBytes,
  { bytes: headerBytes, fault }: FoundHeader,
  problem: string,
): Promise<Pick<VaultFileReport, 'condition' | 'unread' | 'problem'>> {
  const { entries, unread } = await countFrames(source, headerBytes.length)
  const beginning = fault ? ` ${describeBeginning('the file')}` : ''
  const rest =
    unread === 0
      ? 'and that they follow one another up to the end'
      : `and that the ${unread} bytes after them are none`
  return {
    condition: 'sealed',
    unread,
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

/** Uses the order of the open vault: lost entries come before a header that was replaced with its second copy. */
function conditionOf(
  { fault }: FoundHeader,
  { condition }: Pick<VaultContents, 'condition'>,
  loss: Loss | undefined,
): Exclude<VaultCondition, 'unreadable' | 'sealed'> {
  if (condition === 'damaged') return condition
  if (loss) return loss.is
  return fault ? 'header' : condition
}

/** Newest first. */
function byAge(a: VaultFileReport, b: VaultFileReport): number {
  return (b.at ?? 0) - (a.at ?? 0) || (a.name < b.name ? 1 : -1)
}
