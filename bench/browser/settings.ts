/** The settings that the driver passes to the measured Electron, and the Electron's answer. */

export type Keeping = 'file' | 'file, counter per passkey' | 'memory'

export const KEEPINGS: readonly Keeping[] = ['file', 'file, counter per passkey', 'memory']

/** The environment variable with the settings, as JSON. */
export const SETTINGS_VARIABLE = 'LATCHKEY_BENCH'

export interface Settings {
  /** The folder of the vaults. */
  readonly folder: string
  /** Passkeys in each vault. */
  readonly stored: number
  /** The page's origin. The Electron answers the questions of this origin. */
  readonly origin: string
  /** Each vault has one passkey of this relying party. */
  readonly rpId: string
  /** Path of `latchkey.js`. */
  readonly pageScript: string
}

/** The line that reports readiness begins with this text; JSON follows. */
export const READY = 'bench ready: '

export interface Ready {
  readonly electron: string
  /** Ports of the bridges. */
  readonly ports: Readonly<Record<Keeping, number>>
  /** Port of the echo server. */
  readonly echoPort: number
}
