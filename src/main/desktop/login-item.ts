/** Whether the system starts Latchkey when the user logs in. */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The part of Electron's `app` that is needed here. */
export interface LoginItemApp {
  readonly isPackaged: boolean
  getPath(name: 'appData' | 'exe'): string
  getLoginItemSettings(): { readonly openAtLogin: boolean }
  setLoginItemSettings(settings: { readonly openAtLogin: boolean }): void
}

export interface LoginItem {
  /** null when this Latchkey is not installed, so that there is no program to start. */
  readonly isOn: boolean | null
  /** @throws when the system does not store the choice. */
  set(isOn: boolean): void
}

export function loginItemOf(app: LoginItemApp, platform = process.platform): LoginItem {
  const item = platform === 'linux' ? autostartFile(app) : systemItem(app)
  return {
    get isOn() {
      return app.isPackaged ? item.isOn : null
    },
    set: (isOn) => item.set(isOn),
  }
}

function systemItem(app: LoginItemApp): LoginItem {
  return {
    get isOn() {
      return app.getLoginItemSettings().openAtLogin
    },
    set: (openAtLogin) => app.setLoginItemSettings({ openAtLogin }),
  }
}

/** Desktops start each program with a file in this folder (Desktop Application Autostart Specification). */
function autostartFile(app: LoginItemApp): LoginItem {
  const file = join(app.getPath('appData'), 'autostart', 'latchkey.desktop')
  return {
    get isOn() {
      return statSync(file, { throwIfNoEntry: false }) !== undefined
    },
    set: (isOn) => {
      if (!isOn) {
        rmSync(file, { force: true })
        return
      }
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, autostartEntry(app.getPath('exe')))
    },
  }
}

function autostartEntry(program: string): string {
  // Quotes it first as an argument, then as text of the file.
  const argument = program.replace(/[\\"`$]/g, '\\$&').replaceAll('%', '%%')
  const quoted = argument.replaceAll('\\', '\\\\')
  return `[Desktop Entry]\nType=Application\nName=Latchkey\nExec="${quoted}"\nTerminal=false\n`
}
