/** `get()` with `uiMode: "immediate"`, and with `mediation: "immediate"`, its name in drafts. */
import { cases } from './case'

export const immediateCases = [
  ...cases({
    'immediate get: nothing there': (side, { request }) =>
      side.get(request({}, { uiMode: 'immediate' })),
    'immediate get: the only one': async (side, { creation, request }) => {
      await side.create(creation())
      return side.get(request({}, { uiMode: 'immediate' }))
    },
    'immediate get: mediation required': async (side, { creation, request }) => {
      await side.create(creation())
      return side.get(request({}, { uiMode: 'immediate', mediation: 'required' }))
    },
    'immediate get: mediation conditional': async (side, { creation, request }) => {
      await side.create(creation())
      return side.get(request({}, { uiMode: 'immediate', mediation: 'conditional' }))
    },
    'immediate get: a passkey that is not discoverable': async (side, { creation, request }) => {
      await side.create(creation({ authenticatorSelection: { residentKey: 'discouraged' } }))
      return side.get(request({}, { uiMode: 'immediate' }))
    },
    'immediate get: its passkey in a list': async (side, { creation, request, rawId }) => {
      const id = rawId(await side.create(creation()))
      const allowCredentials = [{ type: 'public-key', id }]
      return side.get(request({ allowCredentials }, { uiMode: 'immediate' }))
    },
    'immediate get: an empty list': async (side, { creation, request }) => {
      await side.create(creation())
      return side.get(request({ allowCredentials: [] }, { uiMode: 'immediate' }))
    },
    'immediate get: aborted before': (side, { request }) =>
      side.get(request({}, { uiMode: 'immediate', signal: AbortSignal.abort() })),
    'immediate get: another RP ID': (side, { request }) =>
      side.get(request({ rpId: 'example.org' }, { uiMode: 'immediate' })),
    'immediate get: six in a row at localhost': async (side, { creation, request, outcome }) => {
      await side.create(creation())
      const outcomes: unknown[] = []
      for (let count = 0; count < 6; count++)
        outcomes.push(
          await outcome(async () => {
            await side.get(request({}, { uiMode: 'immediate' }))
          }),
        )
      return outcomes
    },
    'uiMode of create()': (side, { creation }) =>
      side.create(creation({}, { uiMode: 'immediate' })),
    'uiMode undefined': async (side, { creation, request }) => {
      await side.create(creation())
      return side.get(request({}, { uiMode: undefined }))
    },
    'uiMode null': (side, { request }) => side.get(request({}, { uiMode: null })),
    'uiMode another': (side, { request }) => side.get(request({}, { uiMode: 'modal' })),
    'uiMode an object': async (side, { creation, request }) => {
      await side.create(creation())
      return side.get(request({}, { uiMode: { toString: () => 'immediate' } }))
    },
    'uiMode a symbol': (side, { request }) => side.get(request({}, { uiMode: Symbol('mode') })),
    'mediation immediate': async (side, { creation, request }) => {
      await side.create(creation())
      return side.get(request({}, { mediation: 'immediate' }))
    },
    'mediation immediate of create()': (side, { creation }) =>
      side.create(creation({}, { mediation: 'immediate' })),
  }),
  ...cases(
    {
      'immediate get: a security key': async (side, { creation, request }) => {
        await side.create(creation())
        return side.get(request({}, { uiMode: 'immediate' }))
      },
    },
    { authenticator: 'security key' },
  ),
]
