/** Changes of the provider of a session between two ceremonies. */
import * as v from 'valibot'
import { profileIdSchema } from '../../../shared/provider-profile'
import type { SessionHost } from '../ports'
import { refuseUnknownProfile } from '../profile-choice'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { parseBody } from '../webdriver/command-body'
import { sessionRoute } from './session-route'

const updateSchema = v.strictObject({ profile: profileIdSchema })

export function providerRoutes(sessions: Sessions): readonly Route[] {
  return [
    sessionRoute(sessions, 'POST', '/provider/update', async ({ host }, { body }) => {
      await update(host, parseBody(updateSchema, body).profile)
      return null
    }),
  ]
}

/** Switches the provider to another version. Its stored passkeys then state the backup flags of that version. */
async function update(
  { profiles, settings, platform }: SessionHost,
  profile: string,
): Promise<void> {
  refuseUnknownProfile(profiles, profile)
  settings.change({ profile })
  const flags = profiles.backupFlags(profile)
  for (const { credentialId } of platform.list()) await platform.setProperties(credentialId, flags)
}
