/** The state of the vault and of the bridge, and the entries of the record, as one line of the log with the reason. */
import type { ActivityEntry } from '../../shared/activity'
import type { ListenerState, VaultState } from '../../shared/app-state'
import { inTerminal } from '../../shared/placed-text'

export function describeVault(vault: VaultState): string {
  switch (vault.state) {
    case 'opening':
      return 'opening'
    case 'open':
      return [
        `open, sealed by ${vault.sealedBy}`,
        vault.readOnly === null ? '' : `; nothing can be saved now: ${vault.readOnly}`,
        vault.warning === null ? '' : `; ${inTerminal(vault.warning)}`,
      ].join('')
    case 'locked':
      return `locked (${vault.reason}): ${inTerminal(vault.explanation)}`
    case 'locked-by-user':
      return 'locked by the user'
    case 'new':
      return `new: ${vault.explanation}`
  }
}

export function describeEntry({
  kind,
  outcome,
  origin,
  reason,
}: Pick<ActivityEntry, 'kind' | 'outcome' | 'origin' | 'reason'>): string {
  if (origin !== null) return `${kind} ${outcome} ${origin}: ${reason}`
  // A connection that stated no origin is the only matter of a page without one.
  if (kind === 'refusal') return `refusal of a connection without an origin: ${reason}`
  if (kind === 'damage') return `damage of the vault: ${reason}`
  return `${kind} ${outcome}: ${reason}`
}

export function describeBridge({ enabled, port, addresses, problem }: ListenerState): string {
  const what =
    port === null ? 'does not listen' : `listens on ${addresses.join(' and ')}, port ${port}`
  return [enabled ? what : 'off', problem === null ? '' : `; ${problem}`].join('')
}
