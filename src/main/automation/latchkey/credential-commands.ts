/** Imports and exports credentials in the formats of WebDriver and of the Chrome DevTools Protocol. */
import * as v from 'valibot'
import { encodeBase64Url } from '../../../shared/base64url'
import { credentialFormats } from '../../../shared/command-api'
import { receiveCredential, refusalAt, refusalOf } from '../../exchange/credential'
import { FORMATS, type CredentialFormatRules } from '../../exchange/formats'
import { withOpenedCredential } from '../../exchange/opened-credential'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../webauthn/authenticator/description'
import type { CredentialStore } from '../ports'
import type { Route } from '../routes'
import type { Session } from '../session'
import type { Sessions } from '../sessions'
import { parseBody } from '../webdriver/command-body'
import { invalidArgument } from '../webdriver/webdriver-error'
import { sessionRoute } from './session-route'
import type { Randomness } from '../../platform/ports'

export interface CredentialPorts {
  readonly random: Randomness
}

export function credentialRoutes(sessions: Sessions, ports: CredentialPorts): readonly Route[] {
  return credentialFormats.flatMap((name) => [
    sessionRoute(sessions, 'GET', `/credentials/${name}`, (session) =>
      storesOf(session).flatMap((store) =>
        store.list().map((passkey) => withOpenedCredential(passkey, store, FORMATS[name].write)),
      ),
    ),
    sessionRoute(sessions, 'POST', `/credentials/${name}`, (session, { body }) =>
      take(body, FORMATS[name], session, ports),
    ),
  ])
}

function storesOf({ authenticators, host }: Session): readonly CredentialStore[] {
  return host.reachesPlatform ? [host.platform] : authenticators.list().map(({ store }) => store)
}

/** Adds all credentials or none. @returns their ids, base64url. */
async function take(
  body: unknown,
  { schema }: CredentialFormatRules,
  session: Session,
  { random }: CredentialPorts,
): Promise<string[]> {
  const bodySchema = v.strictObject({
    credentials: v.array(schema),
    authenticatorId: v.optional(v.string()),
  })
  const { credentials, authenticatorId } = parseBody(bodySchema, body)
  const { store, description } = destinationIn(session, authenticatorId)
  const contradiction = refusalOf(credentials, description)
  if (contradiction !== undefined) throw invalidArgument(contradiction)
  const { now } = session.host.clock.read()
  const refusal = await store.addAll(
    credentials.map((members) => receiveCredential(members, { description, random, now })),
  )
  if (refusal) throw invalidArgument(refusalAt(refusal.index, refusal.because))
  return credentials.map(({ credentialId }) => encodeBase64Url(credentialId))
}

interface Destination {
  readonly store: CredentialStore
  readonly description: AuthenticatorDescription
}

function destinationIn({ authenticators, host }: Session, id: string | undefined): Destination {
  const all = authenticators.list()
  if (id === undefined && host.reachesPlatform)
    return { store: host.platform, description: PLATFORM_AUTHENTICATOR }
  if (id === undefined && all.length === 0)
    throw invalidArgument(
      'the session has no authenticator: add one, or set platformAuthenticator to "available"',
    )
  if (id === undefined && all.length > 1)
    throw invalidArgument('authenticatorId: the session has several')
  const found = all.find(({ authenticator }) => id === undefined || authenticator.id === id)
  if (!found) throw invalidArgument('authenticatorId: the session has no such authenticator')
  return { store: found.store, description: found.authenticator.describe() }
}
