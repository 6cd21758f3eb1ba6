/** The icon in the tray, which reopens the window after it was closed. */
import { Menu, nativeImage, Tray } from 'electron'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { trayTemplate, trayTooltip, type TrayActions, type TrayState } from './tray-template'

/** Keeps a reference to Electron's tray, because an icon disappears when its object is garbage-collected. */
export class AppTray {
  readonly #tray: Tray
  readonly #actions: TrayActions

  private constructor(icon: string, actions: TrayActions) {
    this.#actions = actions
    this.#tray = new Tray(nativeImage.createFromPath(icon))
    this.#tray.setToolTip('Latchkey')
    this.#tray.on('click', actions.open)
  }

  /** @returns undefined when the desktop has no tray, because then a closed window could not be reopened. */
  static async create(icon: string, actions: TrayActions): Promise<AppTray | undefined> {
    return (await hasTray(process.platform)) ? new AppTray(icon, actions) : undefined
  }

  /** Makes a new menu each time, because Linux does not show changes of an existing menu. */
  show(state: TrayState): void {
    this.#tray.setToolTip(trayTooltip(state))
    this.#tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(state, this.#actions)))
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
      // A busy machine may need seconds to start the program.
      { timeout: 10_000 },
    )
    return stdout.includes('boolean true')
  } catch {
    return false
  }
}
