/** The application menu. Its keyboard shortcuts work in every view. */
import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MainEvents } from '../../shared/main-events'

type View = MainEvents['viewAsked']

export interface MenuActions {
  readonly show: (view: View) => void
  readonly lock: () => void
  readonly quit: () => void
}

const LOCK = 'lock'

export function setMenu({ show, lock, quit }: MenuActions): void {
  const view = (label: string, asked: View, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => show(asked),
    ...(accelerator !== undefined && { accelerator }),
  })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: 'Latchkey',
        submenu: [
          view('Settings', 'settings', 'CmdOrCtrl+,'),
          {
            id: LOCK,
            label: 'Lock the Vault',
            accelerator: 'CmdOrCtrl+Shift+L',
            enabled: false,
            click: lock,
          },
          { type: 'separator' },
          { label: 'Quit Latchkey', accelerator: 'CmdOrCtrl+Q', click: quit },
        ],
      },
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          view('Passkeys', 'passkeys', 'CmdOrCtrl+1'),
          view('Activity', 'activity', 'CmdOrCtrl+2'),
          view('Pages', 'pages', 'CmdOrCtrl+3'),
          view('Audit', 'audit', 'CmdOrCtrl+4'),
          view('Trash', 'trash', 'CmdOrCtrl+5'),
          { type: 'separator' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
      { label: 'Help', submenu: [view('Diagnostics', 'diagnostics')] },
    ]),
  )
}

/** @param lockable whether the vault is open. */
export function setMenuLockable(lockable: boolean): void {
  const item = Menu.getApplicationMenu()?.getMenuItemById(LOCK)
  if (item) item.enabled = lockable
}
