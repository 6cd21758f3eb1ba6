import { awaitable } from './awaitable'
import { bare } from './bare'
import { endsWith, exec, hostnameOf, isArray, toLowerCase, URL } from './builtins'
import type { SignalKind } from '../shared/activity'
import { isBase64Url } from '../shared/base64url'
import type { SignalOptionsJson } from '../shared/webauthn-json'
import type { Connection } from './connection/connection'
import type { PageRequest } from './connection/conversation'
import { requestText } from './connection/request-text'
import { signalOptions } from './convert/signal-options'
import { convertArgument, failedToExecute, type MethodName } from './convert/web-idl'
import { BridgeFailure, PageError } from './errors'
import { each } from './lists'
import type { SignalCall } from './patch/statics'
import type { ConnectionPorts } from './ports'
import { within } from './within'

/** How long a page waits for an unresponsive app. The app may need ten seconds to fetch from another domain. */
const ANSWER_MS = 15_000

/**
 * The signal methods (WebAuthn §5.1.10). The script itself checks the conditions for rejection, so that they reject even
 * without the app. A promise that resolves reveals neither what the app did nor whether the app runs.
 *
 * @param origin the document's, serialised.
 */
export function signalSender(
  connection: Connection,
  after: ConnectionPorts['after'],
  origin: string,
): SignalCall {
  return async (name, kind, given) => {
    const method: MethodName = ['PublicKeyCredential', name]
    const options = convertArgument<SignalOptionsJson[SignalKind]>(
      signalOptions[kind],
      given,
      method,
    )
    eachIdentifier(options, (member, text) => {
      if (!isBase64Url(text))
        throw failedToExecute(method, `Invalid base64url string for ${member}.`)
    })
    const isOwn = isSuffix(origin, options.rpId)
    if (!isOwn && !hasDomain(origin)) throw foreignRpId()
    const request = bare({ t: 'signal', kind, options } as const)
    // Also refuses a request that is too big even without the app.
    requestText({ ...request, id: 0 })
    try {
      await awaitable(within(ANSWER_MS, after, deliver(connection, request)))
    } catch (error) {
      if (!(error instanceof BridgeFailure)) throw error
      // Only the app can check whether the origin and the RP ID are related.
      if (!isOwn) throw foreignRpId()
    }
  }
}

async function deliver(connection: Connection, request: PageRequest): Promise<void> {
  const conversation = await awaitable(connection.greeted())
  await awaitable(conversation.request(request))
}

/** The members that hold base64url, in the order in which the specification decodes them. */
const IDS = ['credentialId', 'userId', 'allAcceptedCredentialIds']

/** Calls `check` with the base64url strings of the options. */
function eachIdentifier(
  options: SignalOptionsJson[SignalKind],
  check: (member: string, text: string) => void,
): void {
  const members: Readonly<Record<string, string | readonly string[] | undefined>> = bare({
    ...options,
  })
  each(IDS, (id) => {
    const value = members[id]
    if (isArray(value)) each(value as readonly string[], (text) => check(id, text))
    else if (value !== undefined) check(id, value as string)
  })
}

/** Whether the RP ID equals the document's host or is a suffix of it. The app checks public suffixes. */
function isSuffix(origin: string, rpId: string): boolean {
  if (!hasDomain(origin) || rpId === '') return false
  const hostname = hostnameOf(new URL(origin))
  const suffix = toLowerCase(rpId)
  return hostname === suffix || endsWith(hostname, `.${suffix}`)
}

/** A document without a domain can use no RP ID, even a related one. */
function hasDomain(origin: string): boolean {
  return origin !== 'null' && !isIpAddress(hostnameOf(new URL(origin)))
}

/** For the host of a parsed URL: a domain never ends in a number there, and IPv6 is in brackets. */
function isIpAddress(hostname: string): boolean {
  return exec(/^\[|(^|\.)\d+$/, hostname) !== null
}

function foreignRpId(): PageError {
  return new PageError(
    'SecurityError',
    'The relying party ID is not a registrable domain suffix of, nor equal to the current domain.',
  )
}
