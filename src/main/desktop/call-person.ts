/** How the window calls the user to answer a question. */
import type { BrowserWindow } from 'electron'

export type ShownWindow = Pick<
  BrowserWindow,
  'flashFrame' | 'focus' | 'isFocused' | 'isMinimized' | 'isVisible' | 'restore' | 'show'
>

/** The desktop's notification that a question waits. Some desktops have no notifications. */
export interface DesktopNotification {
  isSupported(): boolean
  show(clicked: () => void): void
}

/** Brings the window to the front and focuses it. Flashes it if the desktop does not allow that. */
export function bringForward(window: ShownWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
  if (!window.isFocused()) window.flashFrame(true)
}

/** Brings the window to the front. Shows a notification if the desktop does not allow that. */
export function callPerson(
  window: { comeForward(): void; isInFront(): boolean },
  notification: DesktopNotification,
): void {
  window.comeForward()
  if (window.isInFront() || !notification.isSupported()) return
  notification.show(() => window.comeForward())
}
