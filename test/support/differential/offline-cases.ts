/** A browser that emulates being offline. Passkeys need no network, so calls go on, and end by their time-out. */
import { cases } from './case'

const unanswered = cases(
  {
    'create offline: ends with its time-out, and another call may follow': async (side, tools) => {
      const { creation, outcome, hurry } = tools
      hurry()
      const first = await outcome(() => side.create(creation({ timeout: 300 })), 3_000)
      return [first, await outcome(() => side.create(creation({ timeout: 300 })), 3_000)]
    },
    'get offline: ends with its time-out': (side, { request, bytes, outcome, hurry }) => {
      hurry()
      const allowCredentials = [{ type: 'public-key', id: bytes(32) }]
      return outcome(() => side.get(request({ allowCredentials, timeout: 300 })), 3_000)
    },
    'create offline: aborted': (side, { creation }) => {
      const controller = new AbortController()
      setTimeout(() => controller.abort('mine'), 60)
      return side.create(creation({}, { signal: controller.signal }))
    },
    'get offline: conditional, pending until it is aborted': async (side, tools) => {
      const { request, outcome } = tools
      const controller = new AbortController()
      const asked = outcome(() =>
        side.get(request({}, { mediation: 'conditional', signal: controller.signal })),
      )
      const early = await outcome(() => asked, 150)
      controller.abort('mine')
      return [early, await asked]
    },
  },
  { isOffline: true, userWaits: true },
)

const answered = cases(
  {
    'create offline: the user answers': (side, { creation, outcome, hurry }) => {
      hurry()
      return outcome(() => side.create(creation()))
    },
    'feature detection offline': async (side, { hurry }) => {
      hurry()
      return [
        await side.call('isUserVerifyingPlatformAuthenticatorAvailable'),
        await side.call('isConditionalMediationAvailable'),
      ]
    },
    'signal offline': (side, { hurry }) => {
      hurry()
      return side.call('signalUnknownCredential', { rpId: location.hostname, credentialId: 'AQ' })
    },
  },
  { isOffline: true },
)

export const offlineCases = [...unanswered, ...answered]
