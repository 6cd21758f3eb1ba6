/** The icon in the tray, which opens the window again after it was closed. */
import { Menu, nativeImage, Tray } from 'electron'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

export interface TrayActions {
  readonly open: () => void
  readonly lock: () => void
  readonly quit: () => void
}

/** Holds Electron's tray: an icon disappears when its object is garbage-collected. */
export class AppTray {
  readonly #tray: Tray
  readonly #actions: TrayActions

  private constructor(icon: string, actions: TrayActions) {
    this.#actions = actions
    this.#tray = new Tray(nativeImage.createFromPath(icon))
    this.#tray.setToolTip('Latchkey')
    this.setLockable(false)
    this.#tray.on('click', actions.open)
  }

  /** @returns undefined where the desktop has no tray: a closed window could not be opened again. */
  static async create(icon: string, actions: TrayActions): Promise<AppTray | undefined> {
    return (await hasTray(process.platform)) ? new AppTray(icon, actions) : undefined
  }

  /**
   * A new menu each time: Linux shows no change of a menu that it has.
   *
   * @param lockable whether the vault is open.
   */
  setLockable(lockable: boolean): void {
    const { open, lock, quit } = this.#actions
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Open Latchkey', click: open },
        { label: 'Lock the vault', enabled: lockable, click: lock },
        { type: 'separator' },
        { label: 'Quit', click: quit },
      ]),
    )
  }

  /** Shows in the tooltip whether the bridge listens, which goes on while the window is closed. */
  setListening(listening: boolean): void {
    this.#tray.setToolTip(listening ? 'Latchkey: pages can connect' : 'Latchkey: the bridge is off')
  }
}

/** macOS and Windows always have a tray. A Linux desktop has one if a program watches for status icons on D-Bus. */
async function hasTray(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return true
  try {
    const { stdout } = await promisify(execFile)(
      'dbus-send',
      [
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.DBus',
        '/org/freedesktop/DBus',
        'org.freedesktop.DBus.NameHasOwner',
        'string:org.kde.StatusNotifierWatcher',
      ],
      // A busy machine may take seconds to start the program.
      { timeout: 10_000 },
    )
    return stdout.includes('boolean true')
  } catch {
    return false
  }
}
