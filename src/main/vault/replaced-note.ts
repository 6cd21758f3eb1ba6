/** The note `vault.undo`: what the last repair or restore replaced, so that the user can undo it. */
import { join } from 'node:path'
import * as v from 'valibot'
import type { VaultReport } from '../../shared/vault-report'
import type { NoteFault } from '../../shared/vault-words'
import { codeOf } from './errors'
import type { Files } from './files'
import type { VaultFolder } from './vault-folder'
import { readWhole, removeIfThere, syncFolder, writeNewFile } from './whole-file'

const KEPT = 'vault.pkv.kept-'
const MOST_BYTES = 300_000

const noteSchema = v.strictObject({
  what: v.picklist(['repair', 'restore']),
  at: v.number(),
  kept: v.nullable(v.pipe(v.string(), v.regex(/^vault\.pkv\.kept-[\w-]{1,64}$/))),
  witness: v.nullable(v.pipe(v.string(), v.regex(/^[\w-]{0,100000}$/))),
  /** The number of the newest backup then. Only backups up to this one may hold what the step dropped. */
  backups: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** The note of what the replaced file lacks; missing where it lacks nothing. */
  loss: v.exactOptional(v.pipe(v.string(), v.regex(/^[\w-]{0,140000}$/))),
})

export type ReplacedNote = v.InferOutput<typeof noteSchema>

export async function writeReplaced(
  { files, path, undo, nextUndo }: VaultFolder,
  note: ReplacedNote,
): Promise<void> {
  await removeIfThere(files, nextUndo)
  await writeNewFile(files, nextUndo, new TextEncoder().encode(JSON.stringify(note)))
  await files.rename(nextUndo, undo)
  await syncFolder(files, path)
}

/** @returns null when there is no good note, or when the step did not happen or was undone. */
export async function readReplaced(folder: VaultFolder): Promise<ReplacedNote | null> {
  const note = await readNote(folder)
  if (typeof note !== 'object') return null
  const { files, path, vault } = folder
  const now = await files.info(vault)
  if (note.kept === null) return now ? note : null
  const kept = await files.info(join(path, note.kept))
  return kept && kept.identity !== now?.identity ? note : null
}

/** What a report says of the last repair or restore. */
export async function reportReplaced(
  folder: VaultFolder,
): Promise<Pick<VaultReport, 'undo' | 'undoProblem' | 'kept'>> {
  const note = await readReplaced(folder)
  if (note) {
    const { what, at, kept } = note
    return { undo: { what, at, kept }, undoProblem: null, kept: null }
  }
  return { undo: null, undoProblem: await findProblem(folder), kept: await findKept(folder) }
}

/** Why the last repair or restore cannot be undone; null where there was none, or it was undone. */
async function findProblem(folder: VaultFolder): Promise<string | null> {
  const note = await readNote(folder)
  if (note === 'missing') return null
  if (typeof note === 'string')
    return `The last repair or restore cannot be undone: its note vault.undo is ${note}. Latchkey needs the note for nothing else, so you can remove it.`
  const { what, kept } = note
  if (kept === null || (await folder.files.info(join(folder.path, kept)))) return null
  return `The last ${what} cannot be undone: ${kept}, the file before, is missing from the folder. To undo it, put ${kept} back.`
}

/** The newest file that an earlier repair or restore replaced. Its name has the time of that step. */
async function findKept({ files, path }: VaultFolder): Promise<string | null> {
  const names = await files.list(path)
  const kept = names.filter((name) => name.startsWith(KEPT)).sort()
  return kept.at(-1) ?? null
}

async function readNote({ files, undo }: VaultFolder): Promise<ReplacedNote | NoteFault> {
  try {
    if (!(await files.info(undo))) return 'missing'
    const bytes = await readSmall(files, undo, MOST_BYTES)
    const note = v.safeParse(noteSchema, bytes && JSON.parse(new TextDecoder().decode(bytes)))
    return note.success ? note.output : 'damaged'
  } catch (error) {
    if (error instanceof SyntaxError) return 'damaged'
    return codeOf(error) === 'ENOENT' ? 'missing' : 'not readable'
  }
}

/** @returns undefined when the file does not exist, or is too large to be ours. */
export async function readSmall(
  files: Files,
  path: string,
  most: number,
): Promise<Uint8Array | undefined> {
  const info = await files.info(path)
  return info?.kind === 'file' && info.size <= most ? readWhole(files, path) : undefined
}
