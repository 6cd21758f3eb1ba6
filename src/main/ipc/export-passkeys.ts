/** Passkeys with their private keys, for a file that the user chooses. */
import type { ActivityReport } from '../../shared/activity'
import { decodeBase64Url } from '../../shared/base64url'
import { CommandError } from '../../shared/command-api'
import type { MainCalls } from '../../shared/main-api'
import { requireConfirmed, type ConfirmCommand } from '../commands/confirmed'
import { namesOfSome } from '../commands/names-of-some'
import { FORMATS } from '../exchange/formats'
import { withOpenedCredential } from '../exchange/opened-credential'
import type { Passkey, PasskeyStore } from '../webauthn/authenticator/ports'
import type { SaveFile } from './save-file'

export interface ExportPort {
  readonly passkeys: Pick<PasskeyStore, 'find' | 'privateKey' | 'withExtensionSecrets'>
  /** Asks the user in the window, as for a command. */
  readonly confirm: ConfirmCommand
  readonly saveFile: SaveFile
  /** Logs what was done, never a key. */
  readonly note: (what: string) => void
  /** Adds an entry to the record. */
  readonly report: (report: ActivityReport) => void
}

/** What `latchkey passkeys import` reads without being told the format. */
const FORMAT = 'webdriver'

export function exportCalls(port: ExportPort): Pick<MainCalls<'exchange'>, 'exportPasskeys'> {
  return { exportPasskeys: (ids) => exportPasskeys(port, ids.map(decodeBase64Url)) }
}

/** @returns the file; null when the user refused, or chose no file. */
async function exportPasskeys(
  port: ExportPort,
  credentialIds: readonly Uint8Array[],
): Promise<string | null> {
  const { passkeys, confirm } = port
  const found = () => credentialIds.map((id) => required(passkeys.find(id)))
  const signal = new AbortController().signal
  if (!(await isConfirmed(found(), { confirm, signal, from: 'window' }))) return null
  // Read again: the vault may have changed while the user was asked.
  const exported = found()
  const file = await port.saveFile('latchkey-passkeys.json', written(exported, passkeys), 'secret')
  if (file === null) return null
  port.note(`exported ${exported.length} passkeys with their private keys`)
  const reason = `You exported ${namesOfSome(exported)}, with the private keys.`
  port.report({ kind: 'export', origin: null, outcome: 'done', reason })
  return file
}

function written(exported: readonly Passkey[], store: ExportPort['passkeys']): string {
  const credentials = exported.map((passkey) =>
    withOpenedCredential(passkey, store, FORMATS[FORMAT].write),
  )
  return `${JSON.stringify(credentials, null, 2)}
`
}

async function isConfirmed(
  passkeys: readonly Passkey[],
  asking: Parameters<typeof requireConfirmed>[2],
): Promise<boolean> {
  try {
    await requireConfirmed('export', passkeys, asking)
    return true
  } catch (error) {
    if (error instanceof CommandError && error.failure === 'denied') return false
    throw error
  }
}

function required(passkey: Passkey | undefined): Passkey {
  if (passkey) return passkey
  throw new Error('One of these passkeys no longer exists.')
}
