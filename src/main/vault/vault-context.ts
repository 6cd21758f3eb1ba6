/** What every step of opening a vault needs. */
import type { Clock, Randomness } from '../platform/ports'
import type { Backups } from './backups'
import type { StartFrameWorker } from './frame-thread'
import type { JournalParts } from './journal'
import type { Keychain } from './keychain'
import type { VaultFolder } from './vault-folder'

/** Room for a million passkeys. */
export const LARGEST_VAULT = 2 ** 30

export interface VaultContext {
  readonly folder: VaultFolder
  readonly clock: Clock
  readonly random: Randomness
  /** The maximum length of a vault's file, in bytes. A longer file is not read, and a file does not grow beyond it. */
  readonly largest: number
  readonly rewrittenAtOnce: JournalParts['rewrittenAtOnce']
  /** Called with the reason when the vault cannot be written, and with null when it can be written again. */
  readonly onReadOnly: (reason: string | null) => void
  /** Opens the frames of large files in a separate thread. */
  readonly startFrameWorker?: StartFrameWorker
  /** For the keys of backups. */
  readonly keychain: Keychain
  /** undefined when no backups are made. */
  readonly backups?: Backups
}
