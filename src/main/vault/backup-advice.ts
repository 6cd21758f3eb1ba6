/** Finds the backup to restore, for what is said of a vault that is damaged or does not open. */
import { bestBackup, describeBest, opensHere, type KnownFile } from '../../shared/backup-advice'
import { reasonOf, sentence } from './errors'
import type { BackupAdvice } from './explanations'
import { KeyFinder, type KeyFinderPorts } from './key-finder'
import { reportBest, type ReportPorts } from './report-vault'

export type AdvicePorts = Omit<ReportPorts, 'finder' | 'quiet'> &
  Pick<KeyFinderPorts, 'keychain' | 'random'>

/**
 * Never fails, because it is not what the caller wants to say first.
 *
 * @param file what is known of the vault's file; null when there is none.
 * @param masterKey of the vault, if it is open. Stays the caller's.
 */
export async function adviseBackup(
  ports: AdvicePorts,
  file: KnownFile | null,
  masterKey?: Uint8Array,
): Promise<BackupAdvice> {
  const finder = new KeyFinder({ ...ports, masterKey })
  try {
    const backups = await reportBest({ ...ports, finder, quiet: (task) => task() }, file)
    const best = bestBackup(file, backups)
    return {
      best: describeBest(file, backups),
      helps: best !== undefined && opensHere(best),
    }
  } catch (error) {
    return {
      best: sentence(`the backups could not be looked at: ${reasonOf(error)}`),
      helps: true,
    }
  } finally {
    finder.wipe()
  }
}
