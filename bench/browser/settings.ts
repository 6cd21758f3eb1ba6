/** What the driver tells the Electron that it measures, and what that answers. */

export type Keeping = 'file' | 'file, counter per passkey' | 'memory'

export const KEEPINGS: readonly Keeping[] = ['file', 'file, counter per passkey', 'memory']

/** Handed over as JSON in the environment. */
export const SETTINGS_VARIABLE = 'LATCHKEY_BENCH'

export interface Settings {
  /** Where its vaults lie. */
  readonly folder: string
  /** Passkeys in each vault. */
  readonly stored: number
  /** The page's origin, which its questions are answered for. */
  readonly origin: string
  /** Of which each vault holds one passkey. */
  readonly rpId: string
  /** The file. */
  readonly pageScript: string
}

/** Before the JSON on the line by which it says that it is ready. */
export const READY = 'bench ready: '

export interface Ready {
  readonly electron: string
  /** Where the bridges listen. */
  readonly ports: Readonly<Record<Keeping, number>>
  /** Where the two servers listen that do next to nothing. */
  readonly echoPort: number
}
