import { onScopeDispose } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import { onMainEvent } from '../main-api'
import { shortAccountName } from '../support/account-name'
import type { NoticeContent } from './use-notices'

/** Shows a notice for each passkey that a page created without a dialog. */
export function useSilentCreations(tell: (notice: NoticeContent) => void): void {
  function add({ kind, outcome, answeredBy, origin, names }: ActivityEntry): void {
    if (kind !== 'create' || outcome !== 'done' || answeredBy !== null) return
    if (origin === null || names === null) return
    const name = shortAccountName(names)
    tell({ origin, text: `created the passkey “${name}” without asking, after your sign-in` })
  }

  onScopeDispose(onMainEvent('activityAdded', add))
}
