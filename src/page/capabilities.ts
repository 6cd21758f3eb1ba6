import type { AuthenticatorCapabilities } from '../shared/bridge-messages'
import { fromEntries } from './builtins'
import type { Connection } from './connection/connection'
import { BridgeFailure, PageError } from './errors'
import type { ConnectionPorts } from './ports'
import { within } from './within'

/** The client capabilities that Latchkey has (WebAuthn §5.1.7), in ascending order. */
const CAPABILITIES = [
  'conditionalCreate',
  'conditionalGet',
  'extension:appid',
  'extension:appidExclude',
  'extension:credBlob',
  'extension:credProps',
  'extension:credentialProtectionPolicy',
  'extension:enforceCredentialProtectionPolicy',
  'extension:getCredBlob',
  'extension:hmacCreateSecret',
  'extension:hmacGetSecret',
  'extension:largeBlob',
  'extension:minPinLength',
  'extension:prf',
  'passkeyPlatformAuthenticator',
  'relatedOrigins',
  'signalAllAcceptedCredentials',
  'signalCurrentUserDetails',
  'signalUnknownCredential',
  'userVerifyingPlatformAuthenticator',
]

/** By name. */
export type Capabilities = Readonly<Record<string, boolean>>

/** How long a page waits for the app's answer. */
const ANSWER_MS = 5000

/**
 * Asks the app what the authenticators that are there now can do. A page that the app does not answer hears what
 * Latchkey's own authenticator can do: all of it.
 */
export function capabilityReader(
  connection: Connection,
  after: ConnectionPorts['after'],
): () => Promise<Capabilities> {
  return async () => {
    const told: Partial<Capabilities> = await within(ANSWER_MS, after, ask(connection)).catch(
      unanswered,
    )
    return fromEntries(CAPABILITIES.map((name) => [name, told[name] !== false]))
  }
}

async function ask(connection: Connection): Promise<Partial<AuthenticatorCapabilities>> {
  const conversation = await connection.readyIfPaired()
  if (!conversation?.accepts('capabilities')) return {}
  const answer = await conversation.request({ t: 'capabilities' })
  return answer.t === 'capabilities' ? answer.capabilities : {}
}

function unanswered(error: unknown): Partial<Capabilities> {
  if (error instanceof BridgeFailure || error instanceof PageError) return {}
  throw error
}
