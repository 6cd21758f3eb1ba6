/** The settings of a session (docs/automation.md, "Settings"). */
import { OWN_PROFILE } from '../../shared/provider-profile'
import type { SessionSettings, SettingsChange } from '../../shared/session-settings'

export const DEFAULT_SETTINGS: SessionSettings = {
  automaticUpgrades: 'always',
  platformAuthenticator: 'available',
  client: 'latchkey',
  profile: OWN_PROFILE,
  transports: 'honoured',
  immediateGet: 'unsupported',
  packedAttestation: 'self',
  enterpriseRpIds: [],
}

/** The settings of one session. */
export class AdjustableSettings {
  readonly #listeners = new Set<() => void>()
  #current = DEFAULT_SETTINGS

  get current(): SessionSettings {
    return this.#current
  }

  /** Absent or undefined members do not change. */
  change(change: SettingsChange): void {
    const given = Object.entries(change).filter(([, value]) => value !== undefined)
    this.#current = { ...this.#current, ...Object.fromEntries(given) }
    for (const listener of this.#listeners) listener()
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }
}
