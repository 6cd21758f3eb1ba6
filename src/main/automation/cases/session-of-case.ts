import type { SessionHost } from '../ports'
import type { Authenticators } from '../webdriver/authenticators'
import type { SessionOfCase } from './ceremony-starts'

/** The session as it is now, for a case file. */
export function sessionOfCase(
  host: Pick<SessionHost, 'clock' | 'profiles' | 'seedPosition' | 'settings'>,
  authenticators: Pick<Authenticators, 'list'>,
): SessionOfCase {
  const settings = host.settings.current
  const { now, stopped } = host.clock.read()
  const position = host.seedPosition()
  return {
    seed: position?.seed ?? null,
    clock: now,
    session: {
      settings,
      profileFile: host.profiles.find(settings.profile) ?? null,
      authenticators: authenticators.list().map(({ authenticator }) => authenticator.configuration),
      seedTaken: position?.taken ?? null,
      isClockStopped: stopped,
    },
  }
}
