import type { VaultState } from '../shared/app-state'

/**
 * What the window says of an open vault that is not as it should be: damaged, cut off, older than it was, or only
 * readable.
 *
 * @returns undefined when nothing is wrong with the vault, or when it is not open.
 */
export function vaultNotice(vault: VaultState): string | undefined {
  if (vault.state !== 'open') return undefined
  const { warning, readOnly } = vault
  const sentences = [warning, readOnly === null ? null : `Nothing can be saved now. ${readOnly}`]
  return sentences.filter((sentence) => sentence !== null).join(' ') || undefined
}
