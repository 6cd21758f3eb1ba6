import type { SessionAuthenticator } from '../automation/ports'
import type { AdjustableSettings } from '../automation/session-settings'
import type { LoadedProfiles } from '../webauthn/providers/loaded-profiles'

/** The session's own platform authenticator, with the attestation of the settings. */
export function platformOf(
  settings: AdjustableSettings,
  profiles: LoadedProfiles,
): SessionAuthenticator {
  return {
    describe: () => {
      const { profile, ...chosen } = settings.current
      return profiles.describe(profile, chosen)
    },
    isUserConsenting: () => true,
    onChange: (listener) => settings.onChange(listener),
  }
}
