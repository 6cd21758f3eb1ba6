/** Exports passkeys with their private keys to a file that the user at the window chooses. */
import type { ActivityReport } from '../../shared/activity'
import { CommandError } from '../../shared/command-api'
import { FORMATS } from '../exchange/formats'
import { withOpenedCredential } from '../exchange/opened-credential'
import type { Passkey, PasskeyStore } from '../webauthn/authenticator/ports'
import { requireConfirmed, type ConfirmCommand } from './confirmed'
import { namesOfSome } from './names-of-some'

export interface ExportDestination {
  readonly passkeys: Pick<PasskeyStore, 'find' | 'privateKey' | 'withExtensionSecrets'>
  /** Asks the user in the window, as for a command. */
  readonly confirm: ConfirmCommand
  /** @returns the file; null when the user chose none. */
  readonly saveFile: (name: string, text: string, secrecy: 'secret') => Promise<string | null>
  /** Logs actions, never a key. */
  readonly note: (what: string) => void
  /** Adds an entry to the record. */
  readonly report: (report: ActivityReport) => void
}

/** The format that `latchkey passkeys import` recognises without an option. */
const FORMAT = 'webdriver'

/** @returns the file; null when the user refused, or chose no file. */
export async function exportCredentials(
  credentialIds: readonly Uint8Array[],
  port: ExportDestination,
): Promise<string | null> {
  const { passkeys, confirm } = port
  const found = () => credentialIds.map((id) => required(passkeys.find(id)))
  const signal = new AbortController().signal
  if (!(await isConfirmed(found(), { confirm, signal, from: 'window' }))) return null
  // Reads again, because the vault may have changed while the user was asked.
  const exported = found()
  const file = await port.saveFile('latchkey-passkeys.json', written(exported, passkeys), 'secret')
  if (file === null) return null
  port.note(`exported ${exported.length} passkeys with their private keys`)
  const reason = `You exported ${namesOfSome(exported)}, with the private keys.`
  port.report({ kind: 'export', origin: null, outcome: 'done', reason })
  return file
}

function written(exported: readonly Passkey[], store: ExportDestination['passkeys']): string {
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
