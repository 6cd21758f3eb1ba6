import type { ActivityEntry } from '../../../shared/activity'
import type { Clock } from '../../platform/ports'
import { throttle } from '../../platform/throttle'
import { RULES } from '../../signals/policies/policies'

/** The minimum time between two notifications. The window reads the whole list after each. */
const INTERVAL_MS = 100

interface Changing {
  onChange(listener: () => void): unknown
}

/** The sources of changes in the list of pages. */
export interface PageSources {
  readonly vault: {
    onStateChange(listener: () => void): unknown
    readonly grants: Changing
    readonly pagePolicies: Changing
    readonly pageProfiles: Changing
  }
  readonly signIns: Changing
  readonly bridge: { onConnectionsChange(listener: () => void): unknown }
  readonly activity: { onAdded(listener: (entry: ActivityEntry) => void): unknown }
}

/** Notifies when a page was paired or forgotten, connected or left, got another policy, used quota, or signed in. */
export function notifyOfPages(
  { vault, bridge, activity, signIns }: PageSources,
  changed: () => void,
  clock: Pick<Clock, 'after'>,
): void {
  const notify = throttle(changed, INTERVAL_MS, clock)
  vault.onStateChange(notify)
  vault.grants.onChange(notify)
  vault.pagePolicies.onChange(notify)
  vault.pageProfiles.onChange(notify)
  signIns.onChange(notify)
  bridge.onConnectionsChange(notify)
  activity.onAdded((entry) => {
    if (usedQuota(entry)) notify()
  })
}

function usedQuota({ kind, outcome, policy }: ActivityEntry): boolean {
  return kind === 'signal' && outcome === 'done' && policy !== null && RULES[policy].hasQuota
}
