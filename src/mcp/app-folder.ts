/** Finds the installed app's data folder without Electron. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

export interface SystemFolders {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The app's default. */
const SERVICE = 'Latchkey'

const thisSystem: SystemFolders = { platform: process.platform, home: homedir(), env: process.env }

/** The folder of the keychain service inside Electron's `appData`, as the app chooses it. */
export function appDataFolder(
  given: {
    readonly dataFolder: string | undefined
    readonly keychainService: string | undefined
  },
  { platform, home, env }: SystemFolders = thisSystem,
): string {
  if (given.dataFolder !== undefined) return resolve(given.dataFolder)
  return join(appData(), given.keychainService ?? SERVICE)

  function appData(): string {
    if (platform === 'win32') return env.APPDATA ?? join(home, 'AppData', 'Roaming')
    if (platform === 'darwin') return join(home, 'Library', 'Application Support')
    return env.XDG_CONFIG_HOME ?? join(home, '.config')
  }
}
