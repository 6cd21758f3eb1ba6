/** What the files of a vault hold: for the window, and for the command line. */
import * as v from 'valibot'
import { placedTextSchema } from './placed-text'

export const vaultConditions = [
  /** Every byte was read. */
  'whole',
  /** The end is unfinished. No saved data is known to be missing. */
  'torn',
  /** Saved changes are missing at the end. */
  'cut',
  /** A later file of this vault existed. */
  'older',
  /** Entries are missing or out of place before good ones. */
  'damaged',
  /** Only the header is damaged, and its second copy is good. Nothing is lost, and the next opening mends it. */
  'header',
  /** No entry can be read. */
  'unreadable',
  /** Its key is not available, so the entries cannot be read. */
  'sealed',
] as const

export type VaultCondition = (typeof vaultConditions)[number]

/** Why a file is sealed. */
const sealReasons = ['passphrase', 'unlocking', 'keychain', 'key'] as const

export type SealReason = (typeof sealReasons)[number]

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const time = v.nullable(v.number())

export const vaultFileReportSchema = v.strictObject({
  /** The path in the vault's folder, with `/` on every system. */
  name: v.string(),
  /** When the file was written, in milliseconds since the Unix epoch; null when the file system does not say. */
  at: time,
  bytes: count,
  condition: v.picklist(vaultConditions),
  /** Whether the file belongs to another vault than the one that Latchkey used last in this folder. */
  otherVault: v.boolean(),
  /** How many passkeys can be read; null for a file that cannot be opened. */
  passkeys: v.nullable(count),
  /** How many saved entries are known to be missing. An entry is a change of one or several passkeys. */
  lost: count,
  /** How many bytes at the end cannot be read. */
  unread: count,
  /** What a sealed file waits for: a `key` that the keychain does not hold, or somebody who opens the rest; null otherwise. */
  waitsFor: v.nullable(v.picklist(sealReasons)),
  /** What is wrong, if the condition alone does not say it; null otherwise. */
  problem: v.nullable(v.string()),
})

export type VaultFileReport = Readonly<v.InferOutput<typeof vaultFileReportSchema>>

export const vaultReportSchema = v.strictObject({
  folder: v.string(),
  /** null when the vault has no file. */
  file: v.nullable(vaultFileReportSchema),
  /** Backups and other copies in the folder, newest first. */
  backups: v.array(vaultFileReportSchema),
  /** The last repair or restore, which can be undone; null when there is none. */
  undo: v.nullable(
    v.strictObject({
      what: v.picklist(['repair', 'restore']),
      at: v.number(),
      /** The name of the file that returns to its place; null when there was no file. */
      kept: v.nullable(v.string()),
    }),
  ),
  /** Why the last repair or restoring cannot be undone, although there is a trace of it; null otherwise. */
  undoProblem: v.nullable(v.string()),
  /** The newest file that a repair or restore replaced, where `undo` puts no file back; null when there is none. */
  kept: v.nullable(v.string()),
  /** What Latchkey found when it opened the vault, and mended then; null: nothing, or the file’s condition says it. */
  foundAtOpening: v.nullable(placedTextSchema),
  /** What is wrong with the note of how far the vault's file had come; null: it is good, or there is no file. */
  witnessProblem: v.nullable(v.string()),
  /** Why the last backup could not be made; null where it could, or none was due. */
  backupProblem: v.nullable(v.string()),
  /** Why nothing can be saved now; null: nothing is known to prevent it, or the file’s condition says it. */
  writeProblem: v.nullable(v.string()),
  /** What may go wrong because of where the folder is, and what to do; null: nothing is known. */
  folderProblem: v.nullable(v.string()),
})

export type VaultReport = Readonly<v.InferOutput<typeof vaultReportSchema>>

/** The name of a backup in a report. */
export const backupName = v.pipe(v.string(), v.minLength(1), v.maxLength(255))

/** Whether a repair goes on with what the file holds, and stops telling what is lost. */
export function isRepairable({ condition }: Pick<VaultFileReport, 'condition'>): boolean {
  return ['cut', 'older', 'damaged', 'header'].includes(condition)
}

/** Whether something that was saved is missing from a file, or may be. */
export function isDamaged({
  condition,
  otherVault,
}: Pick<VaultFileReport, 'condition' | 'otherVault'>): boolean {
  return otherVault || ['cut', 'older', 'damaged', 'unreadable'].includes(condition)
}

/** Whether a backup is the way back: the file is gone or damaged, or its key is. */
export function needsBackup(file: VaultFileReport | null): boolean {
  return file === null || isDamaged(file) || file.waitsFor === 'key'
}
