/** What the files of a vault hold, in words for a terminal. */
import type { VaultFileReport, VaultReport } from '../shared/vault-report'
import { plain } from './plain-text'

/** One sentence, or a few, on what a file holds. */
export function describeFile(file: VaultFileReport): string {
  const { passkeys, problem } = file
  const read = passkeys === null ? '' : ` ${count(passkeys, 'passkey', 'passkeys')} can be read.`
  return `${WHAT[file.condition](file)}${read}${problem === null ? '' : ` ${plain(problem)}`}`
}

const WHAT: Readonly<Record<VaultFileReport['condition'], (file: VaultFileReport) => string>> = {
  whole: () => 'The file is whole.',
  torn: ({ unread }) =>
    `The last ${count(unread, 'byte', 'bytes')} cannot be read, most likely from a write that never finished. No change that was saved is known to be missing.`,
  cut: ({ lost }) =>
    `The end is missing: ${count(lost, 'change that was saved is', 'changes that were saved are')} lost.`,
  older: () =>
    'The file is older than the one that Latchkey used last, and lacks all later changes.',
  damaged: ({ lost }) =>
    lost === 0
      ? 'The file is damaged. Nothing is lost.'
      : `The file is damaged: ${count(lost, 'entry is', 'entries are')} lost.`,
  unreadable: () => 'The file cannot be read.',
  sealed: () => 'The file cannot be opened here.',
}

/** One word or two for a table. */
export const CONDITIONS: Readonly<Record<VaultFileReport['condition'], string>> = {
  whole: 'whole',
  torn: 'end unread',
  cut: 'cut off',
  older: 'older',
  damaged: 'damaged',
  unreadable: 'unreadable',
  sealed: 'sealed',
}

export function describeUndo({ what, at, kept }: NonNullable<VaultReport['undo']>): string {
  const done = what === 'repair' ? 'repaired' : 'restored from a backup'
  const file = kept === null ? 'There was no file before.' : `${plain(kept)} was the file before.`
  return `The vault was ${done} on ${timeText(at)}. ${file}`
}

export function timeText(at: number | null): string {
  return at === null ? 'unknown' : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
}

export function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}
