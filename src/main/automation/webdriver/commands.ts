/** WebDriver's own commands: sessions, and the virtual authenticators of WebAuthn §11. */
import type { Route } from '../routes'
import type { Session } from '../session'
import type { Sessions } from '../sessions'
import { checkCapabilities, grantedCapabilities, type LatchkeyInfo } from './capabilities'

const AUTHENTICATOR = '/session/:sessionId/webauthn/authenticator'
const ONE = `${AUTHENTICATOR}/:authenticatorId`

/** Of a Latchkey that is a driver by itself. */
export function sessionRoutes(sessions: Sessions, about: LatchkeyInfo): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/status',
      run: () => ({ ready: true, message: `Latchkey ${about.version} takes sessions` }),
    },
    {
      method: 'POST',
      path: '/session',
      run: async ({ body }) => {
        checkCapabilities(body)
        const { id } = await sessions.open()
        return { sessionId: id, capabilities: grantedCapabilities(about) }
      },
    },
    {
      method: 'DELETE',
      path: '/session/:sessionId',
      run: ({ parameters: { sessionId = '' } }) => sessions.end(sessionId),
    },
  ]
}

export function authenticatorRoutes(sessions: Sessions): readonly Route[] {
  const on =
    (
      act: (
        authenticators: Session['authenticators'],
        ids: { readonly authenticatorId: string; readonly credentialId: string },
        body: unknown,
      ) => unknown,
    ): Route['run'] =>
    ({ parameters: { sessionId = '', authenticatorId = '', credentialId = '' }, body }) =>
      act(sessions.find(sessionId).authenticators, { authenticatorId, credentialId }, body)
  return [
    { method: 'POST', path: AUTHENTICATOR, run: on((all, _, body) => all.add(body)) },
    { method: 'DELETE', path: ONE, run: on((all, ids) => all.remove(ids.authenticatorId)) },
    {
      method: 'POST',
      path: `${ONE}/credential`,
      run: on((all, ids, body) => all.addCredential(ids.authenticatorId, body)),
    },
    {
      method: 'GET',
      path: `${ONE}/credentials`,
      run: on((all, ids) => all.listCredentials(ids.authenticatorId)),
    },
    {
      method: 'DELETE',
      path: `${ONE}/credentials`,
      run: on((all, ids) => all.removeAllCredentials(ids.authenticatorId)),
    },
    {
      method: 'DELETE',
      path: `${ONE}/credentials/:credentialId`,
      run: on((all, ids) => all.removeCredential(ids.authenticatorId, ids.credentialId)),
    },
    {
      method: 'POST',
      path: `${ONE}/uv`,
      run: on((all, ids, body) => all.setUserVerified(ids.authenticatorId, body)),
    },
    {
      method: 'POST',
      path: `${ONE}/credentials/:credentialId/props`,
      run: on((all, ids, body) =>
        all.setCredentialProperties(ids.authenticatorId, ids.credentialId, body),
      ),
    },
  ]
}
