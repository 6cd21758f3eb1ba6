/** Imports and exports passkeys for the user in the window, with entries in the log and the record. */
import { encodeBase64Url } from '../../shared/base64url'
import { importedByUser } from '../commands/command-reports'
import { exportCredentials, type ExportDestination } from '../commands/export-credentials'
import { importCredentials, type ImportDestination } from '../commands/import-credentials'
import type { ExchangePort } from '../ipc/exchange-calls'
import type { Log } from '../platform/log'

interface Parts
  extends
    Pick<ExchangePort, 'openFile'>,
    Pick<ImportDestination, 'random' | 'now'>,
    Pick<ExportDestination, 'confirm' | 'saveFile' | 'report'> {
  readonly vault: {
    readonly passkeys: ImportDestination['passkeys'] & ExportDestination['passkeys']
  }
  readonly log: Pick<Log, 'info'>
}

export function windowExchange(parts: Parts): ExchangePort {
  const { openFile, confirm, saveFile, report, random, now } = parts
  const { passkeys } = parts.vault
  const note = (what: string) => parts.log.info(`window: ${what}`)
  return {
    openFile,
    give: (ids) => exportCredentials(ids, { passkeys, confirm, saveFile, report, note }),
    keep: async (list) => {
      const kept = await importCredentials(list, { passkeys, random, now })
      note(`imported ${kept.length} passkeys`)
      report(importedByUser(kept))
      return kept.map(({ credentialId }) => encodeBase64Url(credentialId))
    },
  }
}
