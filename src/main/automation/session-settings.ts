/** How a session's client and platform authenticator behave where WebAuthn leaves the choice (docs/automation.md, "Settings"). */
import * as v from 'valibot'
import { authenticatorSettingsSchema } from '../../shared/authenticator-settings'

export const sessionSettingsSchema = v.strictObject({
  /**
   * When a conditional `create()` makes a passkey: always, as after a sign-in with a password manager; only after a
   * sign-in with a passkey, as in Latchkey's app; or never.
   */
  automaticUpgrades: v.picklist(['always', 'after-sign-in', 'never']),
  /** Whether the session's own platform authenticator answers pages while no virtual authenticator is added. */
  platformAuthenticator: v.picklist(['available', 'unavailable']),
  ...authenticatorSettingsSchema.entries,
})

export type SessionSettings = Readonly<v.InferOutput<typeof sessionSettingsSchema>>

export const DEFAULT_SETTINGS: SessionSettings = {
  automaticUpgrades: 'always',
  platformAuthenticator: 'available',
  transports: 'honoured',
  packedAttestation: 'self',
  enterpriseRpIds: [],
}

/** The settings to change. */
export const settingsChangeSchema = v.partial(sessionSettingsSchema)

export type SettingsChange = Readonly<v.InferOutput<typeof settingsChangeSchema>>

/** The settings of one session. */
export class AdjustableSettings {
  readonly #listeners = new Set<() => void>()
  #current = DEFAULT_SETTINGS

  get current(): SessionSettings {
    return this.#current
  }

  /** Members that are absent or undefined stay as they are. */
  change(change: SettingsChange): void {
    const given = Object.entries(change).filter(([, value]) => value !== undefined)
    this.#current = { ...this.#current, ...Object.fromEntries(given) }
    for (const listener of this.#listeners) listener()
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }
}
