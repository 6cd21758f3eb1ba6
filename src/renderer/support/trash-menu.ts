import type { TrashedPasskeySummary } from '../../shared/passkey'
import { copyItems, type CopyText } from './copy-items'
import type { MenuItem } from './menu-item'

export interface TrashMenuActions {
  readonly restore: () => void
  readonly destroy: () => void
  readonly copy: CopyText
}

/** The context menu of a deleted passkey. */
export function trashMenu(
  { passkey }: TrashedPasskeySummary,
  { restore, destroy, copy }: TrashMenuActions,
): MenuItem[] {
  return [
    { label: 'Restore', keys: 'Enter', run: restore },
    ...copyItems(passkey, copy),
    {
      label: 'Delete permanently…',
      keys: 'Del',
      tone: 'danger',
      separated: true,
      run: destroy,
    },
  ]
}
