import { allowedIds, checkRequest, parseRequest, type GetRequest } from './checked-request'
import { issueRequest, type Got } from './issue-request'
import { issueToAll } from './issued-requests'
import { operationPorts } from './operation-ports'
import type { CeremonyPorts } from './ports'
import { noteRpId, ownRpId, relatedRpId } from './rp-id'

const SECTION = 'WebAuthn §5.1.4.1'

/**
 * The client's part of `get()`, WebAuthn §5.1.4.1 and §5.1.4.2.
 *
 * Leaves out Permissions Policy, opaque origins and the handling of `silent`, which the page's script does.
 *
 * @throws {WebAuthnError} `TypeError`, `SecurityError`, `NotSupportedError`, `SyntaxError`, `NotAllowedError` or
 *   `UnknownError`. An abort of `request.signal` throws its reason.
 */
export async function get(request: GetRequest, ports: CeremonyPorts): Promise<Got> {
  const { requester, signal, caughtUp } = request
  const { steps, relatedOrigins } = ports
  steps.begins('parsed', SECTION)
  const parsed = parseRequest(request)
  const { conditional, options } = parsed
  const immediate = ports.immediateGets.asks(
    request.ui,
    conditional,
    options.allowCredentials.length,
  )
  steps.reached('parsed', 'the options are well formed')
  steps.begins('rp-id', SECTION)
  const own = ownRpId(requester.origin, options.rpId)
  noteRpId(steps, own, options.rpId)
  const rpId =
    own ?? (await relatedRpId(requester.origin, options.rpId, { relatedOrigins, signal, steps }))
  steps.begins('parsed', SECTION)
  const checked = checkRequest(parsed, rpId)
  signal.throwIfAborted()
  if (immediate) ports.immediateGets.admit(requester)
  const allowed = allowedIds(options)
  const ignoresTransports = ports.ignoresTransports()
  const pending = { checked, allowed, ignoresTransports, immediate }
  return issueToAll({
    ports,
    immediate,
    hints: options.hints,
    // Only the page ends a conditional request.
    timeout: conditional ? null : options.timeout,
    signal,
    caughtUp,
    issue: (access, consent, request) =>
      issueRequest({ ...pending, ...request }, access, operationPorts(access, ports, consent)),
  })
}
