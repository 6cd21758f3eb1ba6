/** Says what the files of a vault hold. Changes nothing. */
import { join } from 'node:path'
import type { VaultCondition, VaultFileReport, VaultReport } from '../../shared/vault-report'
import { messageOf, UnreadableVaultError } from './errors'
import type { FileInfo } from './files'
import type { KeyFinder } from './key-finder'
import { readUndo } from './replacing'
import { lostEntries, readContents, type VaultContents } from './vault-contents'
import type { VaultFolder } from './vault-folder'
import { findHeader, type FoundHeader } from './vault-header'
import { hearWitness, type Testimony } from './witness'
import { readWhole } from './whole-file'

export interface ReportPorts {
  readonly folder: VaultFolder
  /** No vault's file is longer, in bytes. */
  readonly largest: number
  readonly finder: KeyFinder
  /** Runs a task while the vault's file does not change. */
  readonly quiet: <T>(task: () => Promise<T>) => Promise<T>
}

export async function reportVault(ports: ReportPorts): Promise<Omit<VaultReport, 'backupProblem'>> {
  const { folder } = ports
  const { files, path, vault } = folder
  const info = await files.info(vault)
  const file = info ? await reportFile(ports, { name: 'vault.pkv', info, isVault: true }) : null
  const backups: VaultFileReport[] = []
  for (const name of await folder.copies()) {
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
  const report = { name, at: info.modifiedMs ?? null, bytes: info.size, ...UNREAD }
  const unreadable = (problem: string) => ({ ...report, condition: 'unreadable', problem }) as const
  if (info.kind !== 'file') return unreadable('It is not a plain file.')
  if (info.size > largest) return unreadable('It is too large to be a vault.')
  try {
    const path = join(folder.path, name)
    const bytes = await (isVault
      ? quiet(() => readWhole(folder.files, path))
      : readWhole(folder.files, path))
    const found = await findHeader(folder, bytes)
    const key = await finder.find(found.header)
    if ('problem' in key) return { ...report, condition: 'sealed', problem: key.problem }
    try {
      const contents = await readContents(bytes, found, key.keys)
      contents.sealer.wipe()
      const testimony: Testimony = isVault ? await testify(folder, found, contents) : UNKNOWN
      return { ...report, bytes: bytes.length, ...describe({ bytes, found, contents, testimony }) }
    } finally {
      key.keys.wipe()
    }
  } catch (error) {
    if (error instanceof UnreadableVaultError) return unreadable(error.message)
    return unreadable(`It could not be read: ${messageOf(error)}.`)
  }
}

const UNREAD = { passkeys: null, lost: 0, unread: 0, problem: null }
const UNKNOWN: Testimony = { is: 'unknown' }

function testify(
  { files, witness }: VaultFolder,
  { header }: FoundHeader,
  { nextSequence }: VaultContents,
): Promise<Testimony> {
  return hearWitness(files, witness, { ...header, nextSequence })
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
    condition: found.fault ? 'damaged' : conditionOf(contents, testimony),
    passkeys: contents.passkeys,
    lost: lostEntries(contents, testimony),
    unread: bytes.length - contents.end,
    problem: found.fault ? 'The beginning of the file is damaged.' : null,
  }
}

/** What is wrong with a file whose header is good. */
function conditionOf(
  { condition }: Pick<VaultContents, 'condition'>,
  testimony: Testimony,
): Exclude<VaultCondition, 'unreadable' | 'sealed'> {
  if (condition === 'damaged') return condition
  if (testimony.is === 'cut' || testimony.is === 'older') return testimony.is
  return condition
}

/** Newest first. */
function byAge(a: VaultFileReport, b: VaultFileReport): number {
  return (b.at ?? 0) - (a.at ?? 0) || (a.name < b.name ? 1 : -1)
}
