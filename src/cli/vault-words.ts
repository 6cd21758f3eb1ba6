/** Describes the contents of a vault's files for a terminal. */
import type { VaultFileReport, VaultReport } from '../shared/vault-report'
import { describeFile as describe } from '../shared/vault-words'
import { plain } from './plain-text'

/** One sentence, or a few, about the contents of a file. */
export function describeFile(file: VaultFileReport): string {
  return plain(describe(file))
}

/** One or two words for a table. */
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
