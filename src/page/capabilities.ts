import type { AuthenticatorCapabilities } from '../shared/bridge-messages'
import { awaitable } from './awaitable'
import { bare } from './bare'
import { startsWith } from './builtins'
import type { ClientBehaviour } from './client-behaviour'
import type { Connection } from './connection/connection'
import { BridgeFailure, PageError } from './errors'
import { each } from './lists'
import type { ConnectionPorts } from './ports'
import { within } from './within'

/** The client capabilities of Latchkey (WebAuthn §5.1.7), in ascending order. */
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
  'hybridTransport',
  'immediateGet',
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
 * Asks the app what the currently available authenticators can do. If the app does not answer, the page gets the capabilities
 * of Latchkey's own authenticator, which are all of them.
 */
export function capabilityReader(
  connection: Connection,
  after: ConnectionPorts['after'],
  { signals, upgrades }: Pick<ClientBehaviour, 'signals' | 'upgrades'>,
): () => Promise<Capabilities> {
  return async () => {
    const told = await awaitable(orUnknown(within(ANSWER_MS, after, ask(connection))))
    const capabilities = bare<Record<string, boolean>>({})
    each(CAPABILITIES, (name) => {
      const isOfClient = startsWith(name, 'signal')
        ? signals
        : name !== 'conditionalCreate' || upgrades
      if (name === 'immediateGet' && told[name] !== true) return
      capabilities[name] = isOfClient && told[name] !== false
    })
    return capabilities
  }
}

/** Empty when the app does not answer, so that the page gets all capabilities. */
async function orUnknown(answer: Promise<Partial<Capabilities>>): Promise<Partial<Capabilities>> {
  try {
    return await awaitable(answer)
  } catch (error) {
    if (error instanceof BridgeFailure || error instanceof PageError) return bare({})
    throw error
  }
}

async function ask(connection: Connection): Promise<Partial<AuthenticatorCapabilities>> {
  const conversation = await awaitable(connection.readyIfPaired())
  if (!conversation?.accepts('capabilities')) return bare({})
  const answer = await awaitable(conversation.request({ t: 'capabilities' }))
  return answer.t === 'capabilities' ? answer.capabilities : bare({})
}
