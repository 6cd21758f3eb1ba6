/** Provider profiles that come from a test driver. */
import type { SessionProfiles } from './ports'
import { invalidArgument } from './webdriver/webdriver-error'

/** @throws {WebDriverError} `invalid argument` for the name of an unknown profile. */
export function refuseUnknownProfile(
  profiles: Pick<SessionProfiles, 'has'>,
  profile: string | undefined,
): void {
  if (profile !== undefined && !profiles.has(profile))
    throw invalidArgument(`profile: there is no profile “${profile}”. GET profiles lists them`)
}

/**
 * @returns the profile's id.
 * @throws {WebDriverError} `invalid argument` that says what is wrong with the file.
 */
export function loadProfile(profiles: Pick<SessionProfiles, 'load'>, file: unknown): string {
  try {
    return profiles.load(file)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw invalidArgument(
      `the profile cannot be loaded: ${error.message}. A profile is what latchkey record-provider makes: docs/providers.md`,
    )
  }
}
