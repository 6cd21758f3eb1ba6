/** A vault in a folder that comes to harm, and what every place has to say of it. */
import { mkdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { closedVault, type ClosedVault } from './damaged-vault'
import { vaultHome, type VaultHome } from './vault-home'

export const BACKUP = 'backups/vault-000001-2026-03-01.pkv'
const WRITTEN = new Date('2026-03-01T12:00:00Z')

export const GOOD_BACKUP = `The newest backup that is whole is ${BACKUP}, written 2026-03-01 12:00 UTC, with 5 passkeys.`
export const SEALED_BACKUP = `The newest backup is ${BACKUP}, written 2026-03-01 12:00 UTC. It cannot be opened here now, either.`
export const UNWITNESSED =
  'Without it, Latchkey cannot tell whether changes are missing at the end of the file.'
export const OTHER_VAULT = 'belongs to another vault than the one that Latchkey used here last.'
export const KEPT = 'vault.pkv.kept-2026-03-02T12-00-00-000Z'

export interface HarmedVault {
  readonly what: string
  readonly harm: (vault: ClosedVault) => Promise<void>
  /** The exit codes of the check and of the doctor: with the app, too. */
  readonly codes: readonly [check: number, doctor: number]
  /** Words that all places have. */
  readonly said: readonly string[]
  /** Why nothing can be saved, in all places but the record. */
  readonly unsaved?: string
  /** What all places say of the backup to restore; undefined: they advise none. */
  readonly best?: string | undefined
  /** Whether the window shows it: as a banner over the passkeys, as a lock screen, or in *Settings → Data* alone. */
  readonly shown: 'banner' | 'lock' | 'settings' | 'nothing'
  /** Whether Activity gets an entry. */
  readonly isRecorded: boolean
}

/** Nothing is missing. */
export const WELL = { codes: [0, 0], shown: 'banner', isRecorded: true } as const
/** Something is missing, and the vault opens. */
export const LOST = { codes: [5, 1], shown: 'banner', isRecorded: true, best: GOOD_BACKUP } as const
/** The file cannot be read. */
export const UNREADABLE = {
  codes: [5, 1],
  shown: 'lock',
  isRecorded: true,
  best: GOOD_BACKUP,
} as const
/** The key is not at hand. */
export const SEALED = { codes: [4, 1], shown: 'lock', isRecorded: false } as const

/** A vault of six passkeys with a backup of five, before and after the harm. */
export async function harmedHome({ harm }: Pick<HarmedVault, 'harm'>): Promise<VaultHome> {
  const vault = await closedVault(6, await vaultHome())
  const { home, bytes, ends } = vault
  await mkdir(join(home.folder, 'backups'))
  await home.write(bytes.subarray(0, ends[5]), BACKUP)
  await utimes(join(home.folder, BACKUP), WRITTEN, WRITTEN)
  home.backupFailures = []
  await harm(vault)
  return home
}
