import { allowedIds, checkRequest, parseRequest, type GetRequest } from './checked-request'
import { issueRequest, type Got } from './issue-request'
import { issueToAll } from './issued-requests'
import type { CeremonyPorts } from './ports'
import { ownRpId, relatedRpId } from './rp-id'
import { withinTime } from './time-out'

/**
 * The client's part of `get()`, WebAuthn §5.1.4.1 and §5.1.4.2.
 *
 * Not here: Permissions Policy, opaque origins and `silent`, which the page's script settles.
 *
 * @throws {WebAuthnError} `TypeError`, `SecurityError`, `NotSupportedError`, `SyntaxError`,
 *   `NotAllowedError` or `UnknownError`. An abort of `request.signal` throws its reason.
 */
export async function get(request: GetRequest, ports: CeremonyPorts): Promise<Got> {
  const { requester, signal: pageSignal } = request
  const parsed = parseRequest(request)
  const { conditional, options } = parsed
  const rpId =
    ownRpId(requester.origin, options.rpId) ??
    (await relatedRpId(requester.origin, options.rpId, { ...ports, signal: pageSignal }))
  const checked = checkRequest(parsed, rpId)
  pageSignal.throwIfAborted()
  const allowed = allowedIds(options)
  // A conditional request has no end but the page's.
  const timeout = conditional ? null : options.timeout
  return withinTime(timeout, pageSignal, ports, (signal) =>
    issueToAll({
      ...ports,
      hints: options.hints,
      waitsForAuthenticators: conditional,
      signal,
      issue: (access, consent) =>
        issueRequest({ ...checked, allowed, signal }, access, { ...ports, consent }),
    }),
  )
}
