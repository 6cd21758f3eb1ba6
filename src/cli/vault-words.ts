/** Describes the contents of a vault's files for a terminal. */
import { inTerminal } from '../shared/placed-text'
import type { VaultFileReport, VaultReport } from '../shared/vault-report'
import { describeFile as describe, describeVaultFile } from '../shared/vault-words'
import { plain } from './plain-text'

/** One sentence, or a few, about the contents of a backup. */
export function describeFile(file: VaultFileReport): string {
  return plain(describe(file))
}

/** The same about the vault's file. */
export function describeVault(report: VaultReport): string {
  return plain(describeVaultFile(report) ?? 'There is no file of the vault.')
}

/** What is wrong beside what is said of the file: one sentence or a few for each matter. */
export function problemsOf(report: VaultReport): readonly string[] {
  const { writeProblem, backupProblem, folderProblem, undoProblem } = report
  const problems = [
    writeProblem && `Nothing can be saved now. ${writeProblem}`,
    backupProblem,
    folderProblem,
    // Has the problem of the witness in it.
    report.foundAtOpening === null ? report.witnessProblem : inTerminal(report.foundAtOpening),
    undoProblem,
  ]
  return problems.filter((problem) => problem !== null).map(plain)
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
