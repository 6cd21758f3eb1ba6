/** WebDriver's own commands: sessions, and the virtual authenticators of WebAuthn §11. */
import type { Route } from '../routes'
import type { Session } from '../session'
import type { Sessions } from '../sessions'
import {
  checkCapabilities,
  grantedCapabilities,
  grantedPageScript,
  wantsPageScript,
  type LatchkeyInfo,
} from './capabilities'

const AUTHENTICATOR = '/session/:sessionId/webauthn/authenticator'
const ONE = `${AUTHENTICATOR}/:authenticatorId`
const CREDENTIALS = `${ONE}/credentials`

/** The session commands of a Latchkey without a browser's driver. */
export function sessionRoutes(sessions: Sessions, about: LatchkeyInfo): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/status',
      run: () => ({
        ready: true,
        message: `Latchkey ${about.version} takes sessions`,
        // WebDriver §8.3 allows further members.
        version: about.version,
      }),
    },
    {
      method: 'POST',
      path: '/session',
      run: async ({ body }) => {
        checkCapabilities(body)
        const { id, host } = await sessions.open()
        const script = wantsPageScript(body) && grantedPageScript(host.pageScript())
        return { sessionId: id, capabilities: { ...grantedCapabilities(about), ...script } }
      },
    },
    {
      method: 'DELETE',
      path: '/session/:sessionId',
      run: ({ parameters: { sessionId = '' } }) => sessions.end(sessionId),
    },
  ]
}

type AuthenticatorCommand = (
  authenticators: Session['authenticators'],
  ids: { readonly authenticatorId: string; readonly credentialId: string },
  body: unknown,
) => unknown

/** The commands of WebAuthn §11.3–§11.10. */
const authenticatorCommands: readonly (readonly [
  Route['method'],
  path: string,
  AuthenticatorCommand,
])[] = [
  ['POST', AUTHENTICATOR, (all, _, body) => all.add(body)],
  ['DELETE', ONE, (all, ids) => all.remove(ids.authenticatorId)],
  ['POST', `${ONE}/credential`, (all, ids, body) => all.addCredential(ids.authenticatorId, body)],
  ['GET', CREDENTIALS, (all, ids) => all.listCredentials(ids.authenticatorId)],
  ['DELETE', CREDENTIALS, (all, ids) => all.removeAllCredentials(ids.authenticatorId)],
  [
    'DELETE',
    `${CREDENTIALS}/:credentialId`,
    (all, ids) => all.removeCredential(ids.authenticatorId, ids.credentialId),
  ],
  ['POST', `${ONE}/uv`, (all, ids, body) => all.setUserVerified(ids.authenticatorId, body)],
  [
    'POST',
    `${CREDENTIALS}/:credentialId/props`,
    (all, ids, body) => all.setCredentialProperties(ids.authenticatorId, ids.credentialId, body),
  ],
]

export function authenticatorRoutes(sessions: Sessions): readonly Route[] {
  return authenticatorCommands.map(([method, path, run]) => ({
    method,
    path,
    run: async ({
      parameters: { sessionId = '', authenticatorId = '', credentialId = '' },
      body,
    }) => {
      const { authenticators } = await sessions.afterSignals(sessionId)
      return run(authenticators, { authenticatorId, credentialId }, body)
    },
  }))
}
