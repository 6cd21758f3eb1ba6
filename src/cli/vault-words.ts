/** Describes the contents of a vault's files for a terminal. */
import type { VaultFileReport, VaultReport } from '../shared/vault-report'
import { count, describeFile as describe } from '../shared/vault-words'
import { plain } from './plain-text'

/** One sentence, or a few, about the contents of a file. */
export function describeFile(file: VaultFileReport): string {
  return plain(describe(file))
}

/** The backup to restore first, with what it holds: a newer one may hold less than the vault. */
export function describeBest({ file, backups }: VaultReport): readonly string[] {
  const whole = backups.filter(({ condition, otherVault }) => condition === 'whole' && !otherVault)
  const best = whole.find(({ passkeys }) => passkeys !== 0) ?? whole[0]
  if (!best || best.passkeys === null) return []
  const holds = `The newest that is whole: ${plain(best.name)}, written ${timeText(best.at)}, with ${count(best.passkeys, 'passkey', 'passkeys')}`
  const now = file?.passkeys ?? 0
  return [best.passkeys < now ? `${holds}, fewer than the file has now (${now}).` : `${holds}.`]
}

/** What is known of a backup that the key at hand does not open. */
export function describeSealed({ file }: VaultReport, { problem }: VaultFileReport): string {
  const why = plain(problem ?? '').split('. ')[0] ?? ''
  const either = file?.condition === 'sealed' ? ' either' : ''
  return `It cannot be opened here now${either}: ${why.replace(/\.$/, '')}.`
}

/** One word or two for a table. */
export const CONDITIONS: Readonly<Record<VaultFileReport['condition'], string>> = {
  whole: 'whole',
  torn: 'end unread',
  cut: 'cut off',
  older: 'older',
  damaged: 'damaged',
  header: 'beginning damaged',
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
