import type { BrowserWindow } from 'electron'
import type { Clock } from '../platform/ports'

/** A window that is not shown yet. */
export interface HiddenWindow extends Pick<BrowserWindow, 'isDestroyed' | 'show'> {
  once(event: 'ready-to-show', listener: () => void): unknown
}

/** The page is usually painted within a tenth of this time. */
const PAINTED_AFTER_MS = 2_000

/**
 * Loads the page of a window, and shows the window once its page is painted, so that the window does not flash white.
 *
 * @throws what `load` throws. The window stays hidden.
 */
export async function showWhenPainted(
  window: HiddenWindow,
  load: () => Promise<void>,
  clock: Pick<Clock, 'after'>,
): Promise<void> {
  const painted = new Promise<void>((resolve) => window.once('ready-to-show', resolve))
  await load()
  let stopTimer: () => void = () => undefined
  // A window may report no paint, for example without a display. It is shown anyway.
  const late = new Promise<void>((resolve) => (stopTimer = clock.after(PAINTED_AFTER_MS, resolve)))
  await Promise.race([painted, late])
  stopTimer()
  if (!window.isDestroyed()) window.show()
}
