/** The entries of the menu in the tray. */
import type { MenuItemConstructorOptions } from 'electron'

export interface TrayActions {
  readonly open: () => void
  readonly lock: () => void
  readonly switchBridge: (on: boolean) => void
  readonly quit: () => void
}

export interface TrayState {
  /** Whether the vault is open. */
  readonly isOpen: boolean
  /** Whether the user switched the bridge on. */
  readonly isBridgeOn: boolean
  /** Whether pages can connect now. */
  readonly isListening: boolean
  /** The origin of the oldest waiting question; null when none waits. */
  readonly asker: string | null
  /** How many pages are auto-approved. */
  readonly autoApproved: number
}

export function trayTemplate(
  { isOpen, isBridgeOn, asker, autoApproved }: TrayState,
  { open, lock, switchBridge, quit }: TrayActions,
): MenuItemConstructorOptions[] {
  const line = { type: 'separator' } as const
  return [
    ...(asker === null ? [] : [{ label: `Answer ${asker}…`, click: open }, line]),
    { label: 'Open Latchkey', click: open },
    ...(autoApproved === 0
      ? []
      : [
          {
            label: `${autoApproved === 1 ? '1 page is' : `${autoApproved} pages are`} auto-approved`,
            enabled: false,
          },
        ]),
    line,
    {
      label: 'Bridge',
      type: 'checkbox',
      checked: isBridgeOn,
      click: () => switchBridge(!isBridgeOn),
    },
    { label: 'Lock the vault', enabled: isOpen, click: lock },
    line,
    { label: 'Quit', click: quit },
  ]
}

export function trayTooltip({ isListening, asker }: TrayState): string {
  if (asker !== null) return `Latchkey: ${asker} waits for your answer`
  return isListening ? 'Latchkey: pages can connect' : 'Latchkey: the bridge is off'
}
