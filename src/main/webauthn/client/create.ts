import {
  checkCreation,
  parseCreation,
  type CheckedCreation,
  type CreateRequest,
} from './checked-creation'
import { createUnasked } from './create-unasked'
import type { Withdrawable } from '../authenticator/withdrawal'
import { issueCreation, type Created } from './issue-creation'
import { issueToAll } from './issued-requests'
import { operationPorts } from './operation-ports'
import type { CeremonyPorts } from './ports'
import { noteRpId, ownRpId, relatedRpId } from './rp-id'

/**
 * The client's part of `create()`, WebAuthn §5.1.3. The step numbers are beside the code.
 *
 * Leaves out steps 1, 2 and 6, which the page's script and the bridge have done (options of the right shape, Permissions
 * Policy, user activation, opaque origins).
 *
 * @throws {WebAuthnError} `TypeError`, `SecurityError`, `NotSupportedError`, `NotAllowedError`, `InvalidStateError`,
 *   `ConstraintError` (only with `conditional`) or `UnknownError`. An abort of `request.signal` throws its reason.
 */
export async function create(request: CreateRequest, ports: CeremonyPorts): Promise<Created> {
  const { requester, signal } = request
  const { steps, relatedOrigins } = ports

  // Steps 2 to 5
  steps.begins('parsed', 'WebAuthn §5.1.3 steps 2 to 5')
  const parsed = parseCreation(request)
  const { rp } = parsed.options
  steps.reached('parsed', 'the options are well formed')

  // Steps 7 and 8
  steps.begins('rp-id', 'WebAuthn §5.1.3 steps 7 and 8')
  const own = ownRpId(requester.origin, rp.id)
  noteRpId(steps, own, rp.id)
  const rpId =
    own ?? (await relatedRpId(requester.origin, rp.id, { relatedOrigins, signal, steps }))

  // Steps 9 to 12
  steps.begins('parsed', 'WebAuthn §5.1.3 steps 9 to 12')
  const checked = checkCreation(parsed, rpId)

  // Step 16
  signal.throwIfAborted()

  // Steps 19 to 22
  return checked.conditional
    ? createUnasked(checked, request, ports)
    : createAsked(checked, request, ports)
}

function createAsked(
  checked: CheckedCreation,
  page: Withdrawable,
  ports: CeremonyPorts,
): Promise<Created> {
  const { timeout, hints } = checked.options
  return issueToAll({
    ports,
    hints,
    timeout,
    signal: page.signal,
    caughtUp: page.caughtUp,
    issue: (access, consent, request) =>
      issueCreation(checked, access, operationPorts(access, ports, consent), request),
  })
}
