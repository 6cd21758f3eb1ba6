/** Feature detection with several kinds of authenticators. */
import type { AuthenticatorKind } from './authenticator-kinds'
import { cases } from './case'

const kinds: readonly AuthenticatorKind[] = [
  'platform without user verification',
  'security key',
  'U2F key',
]

const rows = {
  isUserVerifyingPlatformAuthenticatorAvailable:
    "(side) => side.call('isUserVerifyingPlatformAuthenticatorAvailable')",
  isConditionalMediationAvailable: "(side) => side.call('isConditionalMediationAvailable')",
  getClientCapabilities: `async (side) => {
    const { conditionalCreate, conditionalGet, passkeyPlatformAuthenticator, ...all } =
      await side.call('getClientCapabilities')
    const { userVerifyingPlatformAuthenticator } = all
    return {
      conditionalCreate,
      conditionalGet,
      passkeyPlatformAuthenticator,
      userVerifyingPlatformAuthenticator,
    }
  }`,
}

export const featureCases = [
  ...kinds.flatMap((authenticator) =>
    cases(
      Object.fromEntries(
        Object.entries(rows).map(([name, source]) => [`${authenticator}: ${name}`, source]),
      ),
      { authenticator },
    ),
  ),
  ...cases(
    {
      'feature detection while a request is pending': async (side, { creation, outcome }) => {
        const controller = new AbortController()
        const pending = outcome(() => side.create(creation({}, { signal: controller.signal })))
        const available = await side.call('isUserVerifyingPlatformAuthenticatorAvailable')
        controller.abort('mine')
        return [available, await pending]
      },
    },
    { userWaits: true },
  ),
]
