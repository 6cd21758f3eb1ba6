import type { SignalKind } from '../shared/activity'
import { isBase64Url } from '../shared/base64url'
import type { SignalOptionsJson } from '../shared/webauthn-json'
import type { Connection } from './connection/connection'
import { requestText } from './connection/request-text'
import { signalOptions } from './convert/signal-options'
import { convertArgument, failedToExecute, type MethodName } from './convert/web-idl'
import { BridgeFailure, PageError } from './errors'
import type { SignalCall } from './patch/statics'

/**
 * The signal methods (WebAuthn §5.1.10). What makes them reject is checked here too, so that it is right
 * without the app; a promise that resolves says nothing of what the app did, or whether it runs.
 *
 * @param origin the document's, serialised.
 */
export function signalSender(connection: Connection, origin: string): SignalCall {
  return async (name, kind, given) => {
    const method: MethodName = ['PublicKeyCredential', name]
    const options = convertArgument<SignalOptionsJson[SignalKind]>(
      signalOptions[kind],
      given,
      method,
    )
    for (const [member, text] of identifiers(options))
      if (!isBase64Url(text))
        throw failedToExecute(method, `Invalid base64url string for ${member}.`)
    const isOwn = isSuffix(origin, options.rpId)
    if (!isOwn && !hasDomain(origin)) throw foreignRpId()
    const request = { t: 'signal', kind, options } as const
    // What is too big is refused without the app as well.
    requestText({ ...request, id: 0 })
    try {
      const conversation = await connection.greeted()
      await conversation.request(request)
    } catch (error) {
      if (!(error instanceof BridgeFailure)) throw error
      // Only the app can find out whether the two are related.
      if (!isOwn) throw foreignRpId()
    }
  }
}

/** The members that hold base64url, in the order in which the specification decodes them. */
const IDS = ['credentialId', 'userId', 'allAcceptedCredentialIds']

/** The base64url strings of the options, each with the member that it is of. */
function identifiers(options: SignalOptionsJson[SignalKind]): [member: string, text: string][] {
  const members: Readonly<Record<string, string | readonly string[] | undefined>> = { ...options }
  return IDS.flatMap((id) => [members[id] ?? []].flat().map((text): [string, string] => [id, text]))
}

/** Whether the RP ID is the host, a domain, or a suffix of it. Public suffixes the app knows. */
function isSuffix(origin: string, rpId: string): boolean {
  if (!hasDomain(origin) || rpId === '') return false
  const { hostname } = new URL(origin)
  const suffix = rpId.toLowerCase()
  return hostname === suffix || hostname.endsWith(`.${suffix}`)
}

/** Without one the document speaks for no RP ID, related ones included. */
function hasDomain(origin: string): boolean {
  return origin !== 'null' && !isIpAddress(new URL(origin).hostname)
}

/** Of a host as a URL has it: no domain ends in a number there, and IPv6 stands in brackets. */
function isIpAddress(hostname: string): boolean {
  return /^\[|(^|\.)\d+$/.test(hostname)
}

function foreignRpId(): PageError {
  return new PageError(
    'SecurityError',
    'The relying party ID is not a registrable domain suffix of, nor equal to the current domain.',
  )
}
