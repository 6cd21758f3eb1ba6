/** The icon that keeps Latchkey within reach while its window is closed. */
import { Menu, nativeImage, Tray } from 'electron'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

export interface TrayActions {
  readonly open: () => void
  readonly quit: () => void
}

/** Set with {@link AppTray.create}; kept here, since a tray that nobody holds disappears. */
export class AppTray {
  readonly #tray: Tray

  private constructor(icon: string, { open, quit }: TrayActions) {
    this.#tray = new Tray(nativeImage.createFromPath(icon))
    this.#tray.setToolTip('Latchkey')
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Open Latchkey', click: open },
        { type: 'separator' },
        { label: 'Quit', click: quit },
      ]),
    )
    this.#tray.on('click', open)
  }

  /** @returns undefined where the desktop has no place for it: a closed window could not come back. */
  static async create(icon: string, actions: TrayActions): Promise<AppTray | undefined> {
    return (await hasTray(process.platform)) ? new AppTray(icon, actions) : undefined
  }

  /** Whether the bridge goes on behind the closed window. */
  setListening(listening: boolean): void {
    this.#tray.setToolTip(listening ? 'Latchkey: pages can connect' : 'Latchkey: the bridge is off')
  }
}

/** macOS and Windows always have one; a Linux desktop when somebody watches for status icons on D-Bus. */
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
      // A busy machine may take seconds to start it.
      { timeout: 10_000 },
    )
    return stdout.includes('boolean true')
  } catch {
    return false
  }
}
