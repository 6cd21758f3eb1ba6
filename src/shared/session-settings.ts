/** How a session's client and platform authenticator behave where WebAuthn leaves the choice (docs/automation.md, "Settings"). */
import * as v from 'valibot'
import { authenticatorSettingsSchema } from './authenticator-settings'
import { clientNames } from './client-name'

export const sessionSettingsSchema = v.strictObject({
  /**
   * When a conditional `create()` makes a passkey: always, as after a sign-in with a password manager; only after a
   * sign-in with a passkey, as in Latchkey's app; or never.
   */
  automaticUpgrades: v.picklist(['always', 'after-sign-in', 'never']),
  /** Whether the session's own platform authenticator answers pages while no virtual authenticator is added. */
  platformAuthenticator: v.picklist(['available', 'unavailable']),
  /** Whose client the session's pages see. The part that a page's script decides takes effect with the next `pageScript`. */
  client: v.picklist(clientNames),
  ...authenticatorSettingsSchema.entries,
})

export type SessionSettings = Readonly<v.InferOutput<typeof sessionSettingsSchema>>

/** The settings to change. */
export const settingsChangeSchema = v.partial(sessionSettingsSchema)

export type SettingsChange = Readonly<v.InferOutput<typeof settingsChangeSchema>>
