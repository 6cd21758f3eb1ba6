/** Why the vault of a folder does not open, with the backup that may take its place. */
import { adviseBackup } from './backup-advice'
import * as explain from './explanations'
import type { Header } from './header'
import { findRecoverySlot } from './key-slots'
import { ownCopies } from './known-vault'
import type { KeySearch } from './master-key'
import type { VaultContext } from './vault-context'

/** What is known of a file that does not open. */
const UNREAD = {
  condition: 'unreadable',
  passkeys: null,
  otherVault: false,
  problem: null,
} as const

/** For any error thrown while opening. */
export async function whyNotOpened(context: VaultContext, error: unknown): Promise<explain.Locked> {
  const copies = await context.folder.copies().catch(() => [])
  const advice = copies.length > 0 ? await adviseBackup(context, UNREAD) : undefined
  return explain.notOpened(error, advice)
}

/** For a file of another vault in the place of the vault that was used last. */
export async function whyOtherVault(context: VaultContext): Promise<explain.Locked> {
  const { folder } = context
  const own = await ownCopies(folder)
  const file = { ...UNREAD, condition: 'sealed', otherVault: true } as const
  const advice = own.length > 0 ? await adviseBackup(context, file) : undefined
  return explain.otherVault(folder.vault, advice)
}

/** @param leftovers the names of the other files of a vault whose file is missing. */
export async function whyCopyLeft(
  context: VaultContext,
  leftovers: readonly string[],
): Promise<explain.Locked> {
  const advice = await adviseBackup(context, null)
  return explain.missing(explain.copyLeft(context.folder.path, leftovers, advice))
}

/** For a keychain that does not give the key. */
export async function whyNoKey(
  context: VaultContext,
  { slots }: Header,
  search: Exclude<KeySearch, { found: 'key' }>,
): Promise<explain.Locked> {
  const locked = explain.noKey(search)
  const known = explain.orByCode(locked, findRecoverySlot(slots) !== undefined)
  // The keychain that does not open has the keys of the backups, too.
  if (search.found === 'nothing') return known
  const file = { ...UNREAD, condition: 'sealed', problem: locked.explanation } as const
  return explain.orByBackup(known, await adviseBackup(context, file))
}
