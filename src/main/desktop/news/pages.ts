import type { ActivityEntry } from '../../../shared/activity'
import type { Latchkey } from '../../start/latchkey'
import { throttle } from '../../platform/throttle'
import { RULES } from '../../signals/policies/policies'
import type { Clock } from '../../platform/ports'

/** The list is read anew so often at most, in milliseconds. */
const REST_MS = 100

/** Tells the window that a page was paired, has gone, is treated otherwise, or has spent of its quota. */
export function tellOfPages(
  { vault, bridge, activity }: Pick<Latchkey, 'vault' | 'bridge' | 'activity'>,
  changed: () => void,
  clock: Pick<Clock, 'after'>,
): void {
  const tell = throttle(changed, REST_MS, clock)
  vault.onStateChange(tell)
  vault.grants.onChange(tell)
  vault.pagePolicies.onChange(tell)
  bridge.onConnectionsChange(tell)
  activity.onAdded((entry) => {
    if (hasSpent(entry)) tell()
  })
}

function hasSpent({ kind, outcome, policy }: ActivityEntry): boolean {
  return kind === 'signal' && outcome === 'done' && policy !== null && RULES[policy].hasQuota
}
