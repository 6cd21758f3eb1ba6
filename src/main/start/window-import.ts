/** Imports passkeys for the user in the window: the log and the record say so. */
import type { ActivityReport } from '../../shared/activity'
import { encodeBase64Url } from '../../shared/base64url'
import { importedByUser } from '../commands/command-reports'
import { importCredentials, type ImportDestination } from '../commands/import-credentials'
import type { ImportPort } from '../ipc/import-passkeys'
import type { Log } from '../platform/log'

interface Parts extends Pick<ImportPort, 'openFile'>, Pick<ImportDestination, 'random' | 'now'> {
  readonly vault: Pick<ImportDestination, 'passkeys'>
  readonly log: Pick<Log, 'info'>
  /** Adds an entry to the record. */
  readonly report: (report: ActivityReport) => void
}

export function windowImport({ openFile, vault, random, now, log, report }: Parts): ImportPort {
  return {
    openFile,
    keep: async (list) => {
      const kept = await importCredentials(list, { passkeys: vault.passkeys, random, now })
      log.info(`window: imported ${kept.length} passkeys`)
      report(importedByUser(kept))
      return kept.map(({ credentialId }) => encodeBase64Url(credentialId))
    },
  }
}
