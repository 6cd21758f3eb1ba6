/** The backups of a vault, in words for a list. */
import type { VaultFileReport } from '../../shared/vault-report'
import { count } from '../../shared/vault-words'
import { shortTime } from '../../shared/times'

const MISSING: Partial<Record<VaultFileReport['condition'], (lost: number) => string>> = {
  damaged: (lost) => `, damaged, ${count(lost, 'entry', 'entries')} lost`,
  cut: (lost) => `, ${count(lost, 'change', 'changes')} lost`,
  older: () => ', lacks later changes',
}

/** A few words beside the name of a backup. */
export function backupText({ condition, otherVault, passkeys, lost }: VaultFileReport): string {
  const other = otherVault ? ', of another vault' : ''
  if (passkeys === null)
    return condition === 'sealed' ? `key not at hand${other}` : 'cannot be read'
  const missing = MISSING[condition]?.(lost) ?? ''
  return `${count(passkeys, 'passkey', 'passkeys')}${missing}${other}`
}

export function writtenText({ at }: Pick<VaultFileReport, 'at'>): string {
  return at === null ? 'Unknown date' : shortTime(at)
}
