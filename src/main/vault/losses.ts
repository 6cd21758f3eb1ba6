/**
 * What the end of the vault's file lacks, until the user repairs the vault or restores a backup. Opening a file that was cut
 * off makes it whole to look at, and makes the witness agree with it. Without this note, only the first opening would tell.
 */
import { basename, join } from 'node:path'
import * as v from 'valibot'
import { encodeBase64Url } from '../../shared/base64url'
import { namesNewestFirst, parseBackupName } from './backup-names'
import type { Header } from './header'
import { lostEntries, type VaultContents } from './vault-contents'
import type { VaultFolder } from './vault-folder'
import { ignore, readWhole, removeIfThere, syncFolder, writeNewFile } from './whole-file'
import type { Testimony } from './witness'

const MOST_BYTES = 100_000
const MOST_COPIES = 100

const entries = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const lossSchema = v.strictObject({
  vaultId: v.pipe(v.string(), v.maxLength(64)),
  is: v.picklist(['cut', 'older']),
  lost: entries,
  /** The names of the copies of the file as it was found. */
  copies: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^vault\.pkv\.[\w-]{1,80}$/))),
    v.maxLength(MOST_COPIES),
  ),
  /** Where the file ended that was found last. Until the witness agrees with the file, each opening finds the same. */
  end: v.strictObject({ generation: entries, nextSequence: entries }),
  /** The number of the newest backup at that time. Later backups lack the same. Missing in the notes of earlier builds. */
  newestBackup: v.exactOptional(entries),
})

/** Changes that were saved, and that no opening has found again. */
export type Loss = Readonly<v.InferOutput<typeof lossSchema>>

/** @returns undefined where nothing is known to be missing from the vault with this id. */
export async function readLoss(
  folder: VaultFolder,
  vaultId: Uint8Array,
): Promise<Loss | undefined> {
  const bytes = await readLossBytes(folder)
  const loss = v.safeParse(lossSchema, bytes && parsed(bytes))
  return loss.success && loss.output.vaultId === encodeBase64Url(vaultId) ? loss.output : undefined
}

/** The note as it stands in its file; undefined where there is none. */
export async function readLossBytes({
  files,
  loss,
}: VaultFolder): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const info = await files.info(loss).catch(ignore)
  if (info?.kind !== 'file' || info.size > MOST_BYTES) return undefined
  return (await readWhole(files, loss).catch(ignore)) ?? undefined
}

/** What the witness says is missing at the end of a file. */
export function lossOf(
  header: Header,
  contents: VaultContents,
  testimony: Testimony,
): Loss | undefined {
  if (testimony.is !== 'cut' && testimony.is !== 'older') return undefined
  return {
    vaultId: encodeBase64Url(header.vaultId),
    is: testimony.is,
    lost: lostEntries(contents, testimony),
    copies: [],
    end: { generation: header.generation, nextSequence: contents.nextSequence },
  }
}

/** What was known to be missing, and what this opening finds. */
export function addLoss(known: Loss | undefined, found: Loss | undefined): Loss | undefined {
  if (!known || !found) return found ?? known
  const isSame =
    known.end.generation === found.end.generation &&
    known.end.nextSequence === found.end.nextSequence
  const newestBackup = known.newestBackup ?? found.newestBackup
  return {
    ...found,
    ...(newestBackup !== undefined && { newestBackup }),
    lost: isSame ? Math.max(known.lost, found.lost) : known.lost + found.lost,
    copies: [...new Set([...known.copies, ...found.copies])].slice(-MOST_COPIES),
  }
}

/** With one more copy of the file as it was found. */
export function withCopy(loss: Loss, path: string | undefined): Loss {
  if (path === undefined) return loss
  return { ...loss, copies: [...new Set([...loss.copies, basename(path)])].slice(-MOST_COPIES) }
}

/** With the number of the newest backup, unless it is known which one was the newest when the loss began. */
export async function withNewestBackup(loss: Loss, folder: VaultFolder): Promise<Loss> {
  if (loss.newestBackup !== undefined) return loss
  const [newest] = namesNewestFirst(await folder.backupNames())
  return { ...loss, newestBackup: parseBackupName(newest ?? '')?.number ?? 0 }
}

/**
 * Whether a copy of the vault was made after the loss, so that the copy lacks the same.
 *
 * @param name as in a report.
 */
export function isMadeSince({ copies, newestBackup }: Loss, name: string): boolean {
  const backup = parseBackupName(basename(name))
  return backup !== undefined && newestBackup !== undefined
    ? backup.number > newestBackup
    : copies.includes(name)
}

/**
 * The same for the generation before the last rewriting.
 *
 * @param now the vault's file.
 */
export function isPreviousSince(
  { end }: Loss,
  previous: Pick<Header, 'generation'>,
  now: Pick<Header, 'generation'> | undefined,
): boolean {
  const isRewrittenSince = now !== undefined && now.generation > end.generation
  return isRewrittenSince && previous.generation >= end.generation
}

/** The paths of the copies that are still there. */
export async function copiesOf(
  { files, path }: VaultFolder,
  { copies }: Loss,
): Promise<readonly string[]> {
  const paths = copies.map((name) => join(path, name))
  const infos = await Promise.all(paths.map((copy) => files.info(copy).catch(ignore)))
  return paths.filter((_, index) => infos[index] !== undefined)
}

/** @throws when the note cannot be written; then the note before it is still there. */
export async function keepLoss(folder: VaultFolder, loss: Loss): Promise<void> {
  await keepLossBytes(folder, new TextEncoder().encode(JSON.stringify(loss)))
}

/** As {@link keepLoss}, with the bytes of {@link readLossBytes}. */
export async function keepLossBytes(
  { files, path, loss, nextLoss }: VaultFolder,
  bytes: Uint8Array,
): Promise<void> {
  await removeIfThere(files, nextLoss)
  await writeNewFile(files, nextLoss, bytes)
  await files.rename(nextLoss, loss)
  await syncFolder(files, path)
}

export async function forgetLoss({ files, loss }: Pick<VaultFolder, 'files' | 'loss'>) {
  await removeIfThere(files, loss)
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
