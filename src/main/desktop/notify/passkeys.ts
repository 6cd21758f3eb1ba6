import type { PasskeysChange } from '../../../shared/main-events'
import { MOST_PASSKEYS_NAMED } from '../../../shared/most-named'
import type { Clock } from '../../platform/ports'
import { throttle } from '../../platform/throttle'
import type { PasskeysDelta } from '../../vault/passkeys-delta'
import { PendingDelta } from './pending-delta'

/** One frame of a screen. The user sees the changes within a frame as one change. */
const FRAME_MS = 16
/** The window reads all passkeys or the trash. Ten thousand passkeys take a tenth of a second. */
const RELOAD_INTERVAL_MS = 250

export interface PasskeySources {
  readonly passkeys: {
    /** Calls back with the changes, or with null when there are too many to list. */
    onChange(listener: (delta: PasskeysDelta | null) => void): unknown
    onTrashChange(listener: () => void): unknown
  }
}

export interface PasskeyNotices {
  /** null tells the window to read all passkeys again. */
  readonly changed: (change: PasskeysChange | null) => void
  readonly trashChanged: () => void
}

/**
 * Throttles notifications of changed passkeys: the first at once, then at most one per frame. When many passkeys change, tells
 * the window to read all passkeys again, at most four times a second.
 */
export function notifyOfPasskeys(
  vault: PasskeySources,
  { changed, trashChanged }: PasskeyNotices,
  clock: Pick<Clock, 'after'>,
): void {
  const pending = new PendingDelta()
  const sendReload = () => {
    pending.clear()
    changed(null)
  }
  const reload = throttle(sendReload, RELOAD_INTERVAL_MS, clock)
  const sendPending = () => {
    // For more changes than this, reading all passkeys again is cheaper.
    if (pending.size > MOST_PASSKEYS_NAMED) reload()
    else if (pending.size > 0) changed(pending.take())
  }
  const send = throttle(sendPending, FRAME_MS, clock)
  const reloadTrash = throttle(trashChanged, RELOAD_INTERVAL_MS, clock)

  vault.passkeys.onChange((delta) => {
    if (!delta) {
      reload()
      return
    }
    pending.add(delta)
    send()
  })
  vault.passkeys.onTrashChange(reloadTrash)
}
