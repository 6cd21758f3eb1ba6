/** Says what the files of a vault hold. Changes nothing. */
import { join } from 'node:path'
import type { VaultCondition, VaultFileReport, VaultReport } from '../../shared/vault-report'
import { reasonOf, sentence, UnreadableVaultError } from './errors'
import { bytesInMemory } from './file-bytes'
import type { FileInfo } from './files'
import { readFoundFile } from './found-file'
import { frameLength } from './frame'
import type { KeyFinder } from './key-finder'
import { isOfOtherVault } from './known-vault'
import { readUndo } from './replacing'
import type { ReportScope } from './rescue'
import { lostEntries, readContents, type VaultContents } from './vault-contents'
import type { VaultFolder } from './vault-folder'
import type { FoundHeader } from './vault-header'
import { readWitness, testimonyOf, type Testimony } from './witness'
import { ignore } from './whole-file'

export interface ReportPorts {
  readonly folder: VaultFolder
  /** No vault's file is longer, in bytes. */
  readonly largest: number
  readonly finder: KeyFinder
  /** Runs a task while the vault's file does not change. */
  readonly quiet: <T>(task: () => Promise<T>) => Promise<T>
}

/** @param scope what is looked at; without the backups, the report has none. */
export async function reportVault(
  ports: ReportPorts,
  scope: ReportScope,
): Promise<Omit<VaultReport, 'backupProblem' | 'folderProblem'>> {
  const { folder } = ports
  const { files, path, vault } = folder
  const info = await files.info(vault)
  const file = info ? await reportFile(ports, { name: 'vault.pkv', info, isVault: true }) : null
  const backups: VaultFileReport[] = []
  for (const name of scope === 'all' ? await folder.copies() : []) {
    const copy = await files.info(join(path, name))
    if (copy) backups.push(await reportFile(ports, { name, info: copy, isVault: false }))
  }
  return { folder: path, file, backups: backups.sort(byAge), undo: await readUndo(folder) }
}

interface ReportedFile {
  readonly name: string
  readonly info: FileInfo
  /** Whether it is the vault's file, and not a copy: the witness is about the vault's file. */
  readonly isVault: boolean
}

async function reportFile(
  { folder, largest, finder, quiet }: ReportPorts,
  { name, info, isVault }: ReportedFile,
): Promise<VaultFileReport> {
  let report = { name, at: info.modifiedMs ?? null, bytes: info.size, ...UNREAD }
  try {
    // Before the file is read: whoever writes to it now makes a witness that is ahead of what was read.
    const noted = isVault
      ? await readWitness(folder.files, folder.witness).catch(ignore)
      : undefined
    const how = { largest, ...(isVault && { quiet }) }
    const { bytes, found } = await readFoundFile(folder, join(folder.path, name), how)
    report = { ...report, otherVault: await isOfOtherVault(folder, found.header) }
    const key = await finder.find(found.header)
    if ('problem' in key) return { ...report, ...describeSealed(bytes, found, key.problem) }
    try {
      const contents = await readContents(bytesInMemory(bytes), found, { keys: key.keys })
      contents.sealer.wipe()
      const testimony = testimonyOf(noted ?? undefined, { ...found.header, ...contents })
      return { ...report, bytes: bytes.length, ...describe({ bytes, found, contents, testimony }) }
    } finally {
      key.keys.wipe()
    }
  } catch (error) {
    return { ...report, condition: 'unreadable', problem: problemOf(error) }
  }
}

function problemOf(error: unknown): string {
  if (!(error instanceof UnreadableVaultError)) return sentence(reasonOf(error))
  const { because, advice } = error
  return [sentence(because), advice].filter(Boolean).join(' ')
}

const UNREAD = { otherVault: false, passkeys: null, lost: 0, unread: 0, problem: null }
/**
 * What can be said without the key. The two copies of each frame's length tell where the next frame begins, and that says
 * nothing of what is in the frames.
 *
 * @param problem why the key is not at hand.
 */
function describeSealed(
  bytes: Uint8Array,
  { bytes: headerBytes, fault }: FoundHeader,
  problem: string,
): Pick<VaultFileReport, 'condition' | 'unread' | 'problem'> {
  const { entries, unread } = walkFrames(bytes, headerBytes.length)
  const beginning = fault ? ' The beginning of the file was read from its second copy.' : ''
  const rest =
    unread === 0
      ? 'and that they follow one another up to the end'
      : `and that the ${unread} bytes after them are none`
  return {
    condition: 'sealed',
    unread,
    problem: `${problem}${beginning} Without the key, Latchkey can only see that there are ${entries} entries, ${rest}.`,
  }
}

function walkFrames(bytes: Uint8Array, start: number): { entries: number; unread: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let offset = start
  let frames = 0
  for (;;) {
    const length = frameLength(view, offset)
    if (typeof length !== 'number' || offset + length > bytes.length) break
    offset += length
    frames++
  }
  // The first frame is no entry.
  return { entries: Math.max(0, frames - 1), unread: bytes.length - offset }
}

interface ReadFile {
  readonly bytes: Uint8Array
  readonly found: FoundHeader
  readonly contents: VaultContents
  readonly testimony: Testimony
}

function describe({
  bytes,
  found,
  contents,
  testimony,
}: ReadFile): Pick<VaultFileReport, 'condition' | 'passkeys' | 'lost' | 'unread' | 'problem'> {
  return {
    condition: conditionOf(found, contents, testimony),
    passkeys: contents.passkeys,
    lost: lostEntries(contents, testimony),
    unread: bytes.length - contents.end,
    problem: found.fault ? 'The beginning was read from its second copy.' : null,
  }
}

/** In the same order as the open vault says it: what is lost comes before a header that its second copy replaces. */
function conditionOf(
  { fault }: FoundHeader,
  { condition }: Pick<VaultContents, 'condition'>,
  testimony: Testimony,
): Exclude<VaultCondition, 'unreadable' | 'sealed'> {
  if (condition === 'damaged') return condition
  if (testimony.is === 'cut' || testimony.is === 'older') return testimony.is
  return fault ? 'damaged' : condition
}

/** Newest first. */
function byAge(a: VaultFileReport, b: VaultFileReport): number {
  return (b.at ?? 0) - (a.at ?? 0) || (a.name < b.name ? 1 : -1)
}
