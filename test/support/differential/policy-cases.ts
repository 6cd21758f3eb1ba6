/** The parts of the API that a policy leaves: in frames, and in pages whose headers forbid something. */
import type { Place } from './both-in-browser'
import { cases } from './case'

const answered = cases({
  create: (side, { creation, outcome }) => outcome(() => side.create(creation())),
  'create, aborted before': (side, { creation }) =>
    side.create(creation({}, { signal: AbortSignal.abort('mine') })),
  'create, user.id too long': (side, { creation, bytes }) =>
    side.create(creation({ user: { id: bytes(65), name: 'a', displayName: 'A' } })),
  'create, conditional': (side, { creation, outcome }) =>
    outcome(() => side.create(creation({}, { mediation: 'conditional' })), 300),
  get: (side, { request }) => side.get(request()),
  'get, silent': (side, { request }) => side.get(request({}, { mediation: 'silent' })),
  'get, aborted before': (side, { request }) =>
    side.get(request({}, { signal: AbortSignal.abort('mine') })),
  'get, conditional, aborted before': (side, { request }) =>
    side.get(request({}, { mediation: 'conditional', signal: AbortSignal.abort('mine') })),
  signal: (side) =>
    side.call('signalUnknownCredential', { rpId: location.hostname, credentialId: 'AQ' }),
  'feature detection': async (side) => [
    await side.call('isUserVerifyingPlatformAuthenticatorAvailable'),
    await side.call('isConditionalMediationAvailable'),
  ],
})

const unanswered = cases(
  {
    'get, conditional': (side, { request, outcome }) => {
      const controller = new AbortController()
      setTimeout(() => controller.abort('mine'), 100)
      return outcome(() =>
        side.get(request({}, { mediation: 'conditional', signal: controller.signal })),
      )
    },
  },
  { userWaits: true },
)

export const policyCases = [...answered, ...unanswered]

/** The top-level pages are at localhost. */
export const policyPlaces: Readonly<Record<string, Place>> = {
  'same-origin frame': { frame: { host: 'localhost' } },
  'same-origin frame, denied': {
    frame: {
      host: 'localhost',
      allow: "publickey-credentials-create 'none'; publickey-credentials-get 'none'",
    },
  },
  'cross-origin frame': { frame: { host: 'other.localhost' } },
  'cross-origin frame, allowed': {
    frame: {
      host: 'other.localhost',
      allow: 'publickey-credentials-create; publickey-credentials-get',
    },
  },
  'sandboxed frame': {
    frame: {
      host: 'localhost',
      sandbox: 'allow-scripts',
      allow: 'publickey-credentials-create *; publickey-credentials-get *',
    },
  },
  'page with a Permissions Policy': {
    headers: {
      'permissions-policy': 'publickey-credentials-create=(), publickey-credentials-get=()',
    },
  },
  'page with a strict connect-src': {
    headers: { 'content-security-policy': "connect-src 'self'" },
  },
}
