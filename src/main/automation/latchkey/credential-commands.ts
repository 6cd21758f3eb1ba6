/** Credentials from other tools, and for them: the formats of WebDriver and of the Chrome DevTools Protocol. */
import * as v from 'valibot'
import { encodeBase64Url } from '../../../shared/base64url'
import { cdpCredential, cdpCredentialSchema } from '../../exchange/cdp-credential'
import {
  contradictionIn,
  receiveCredential,
  type CredentialMembers,
  type ExchangedCredential,
} from '../../exchange/credential'
import { webDriverCredential, webDriverCredentialSchema } from '../../exchange/webdriver-credential'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../webauthn/authenticator/description'
import type { CredentialStore } from '../ports'
import type { Route } from '../routes'
import type { Session } from '../session'
import type { Sessions } from '../sessions'
import { parseBody } from '../webdriver/command-body'
import { exchanged } from '../webdriver/credential-parameters'
import { invalidArgument } from '../webdriver/webdriver-error'
import { sessionRoute } from './session-route'

export interface CredentialPorts {
  readonly random: { bytes(length: number): Uint8Array }
}

interface Format {
  readonly name: string
  readonly schema: v.GenericSchema<unknown, CredentialMembers>
  readonly write: (credential: ExchangedCredential) => object
}

const FORMATS: readonly Format[] = [
  { name: 'webdriver', schema: webDriverCredentialSchema, write: webDriverCredential },
  { name: 'cdp', schema: cdpCredentialSchema, write: cdpCredential },
]

export function credentialRoutes(sessions: Sessions, ports: CredentialPorts): readonly Route[] {
  return FORMATS.flatMap((format) => [
    sessionRoute(sessions, 'GET', `/credentials/${format.name}`, (session) =>
      storesOf(session).flatMap((store) =>
        store.list().map((passkey) => format.write(exchanged(passkey, store))),
      ),
    ),
    sessionRoute(sessions, 'POST', `/credentials/${format.name}`, (session, { body }) =>
      take(body, format, session, ports),
    ),
  ])
}

function storesOf({ authenticators, world }: Session): readonly CredentialStore[] {
  const pluggedIn = authenticators.list().map(({ store }) => store)
  return pluggedIn.length > 0 ? pluggedIn : [world.platform]
}

/** All of them, or none. @returns their ids, base64url. */
async function take(
  body: unknown,
  { schema }: Format,
  session: Session,
  { random }: CredentialPorts,
): Promise<string[]> {
  const bodySchema = v.strictObject({
    credentials: v.array(schema),
    authenticatorId: v.optional(v.string()),
  })
  const { credentials, authenticatorId } = parseBody(bodySchema, body)
  const { store, description } = destinationIn(session, authenticatorId)
  refuse(credentials, { store, description })
  const { now } = session.world.clock.read()
  for (const members of credentials) {
    const received = receiveCredential(members, { description, random, now })
    await store.add(received.passkey, received.privateKey, received.secrets)
  }
  return credentials.map(({ credentialId }) => encodeBase64Url(credentialId))
}

interface Destination {
  readonly store: CredentialStore
  readonly description: AuthenticatorDescription
}

function destinationIn({ authenticators, world }: Session, id: string | undefined): Destination {
  const all = authenticators.list()
  if (id === undefined && all.length === 0)
    return { store: world.platform, description: PLATFORM_AUTHENTICATOR }
  if (id === undefined && all.length > 1)
    throw invalidArgument('authenticatorId: the session has several')
  const found = all.find(({ authenticator }) => id === undefined || authenticator.id === id)
  if (!found) throw invalidArgument('authenticatorId: the session has no such authenticator')
  return { store: found.store, description: found.authenticator.describe() }
}

function refuse(
  credentials: readonly CredentialMembers[],
  { store, description }: Destination,
): void {
  const ids = new Set<string>()
  for (const [index, members] of credentials.entries()) {
    const id = encodeBase64Url(members.credentialId)
    const why =
      ids.has(id) || store.find(members.credentialId)
        ? 'credentialId: there is a credential with this id already'
        : contradictionIn(members, description)
    if (why !== undefined) throw invalidArgument(`credentials.${index}.${why}`)
    ids.add(id)
  }
}
