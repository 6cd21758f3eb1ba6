/** Automatic upgrades: `create()` with mediation `conditional` (WebAuthn §5.1.3 steps 19 to 22). */
import { holdsExcluded } from '../authenticator/excluded-passkeys'
import { excluded } from '../authenticator/excluded-answer'
import type { UserConsent } from '../authenticator/ports'
import type { Withdrawable } from '../authenticator/withdrawal'
import { WebAuthnError } from '../errors'
import type { CheckedCreation } from './checked-creation'
import { creationInput } from './creation-input'
import { askedNote } from './asked-note'
import { issueCreation, type Created } from './issue-creation'
import { mostTelling } from './most-telling'
import { operationPorts } from './operation-ports'
import type { AuthenticatorAccess, CeremonyPorts } from './ports'

/** An operation without user presence asks no question. */
const NO_QUESTION: UserConsent = {
  ask: async () => {
    throw new Error('an automatic upgrade asks nothing')
  },
}

/**
 * Makes a passkey without asking, if the user has signed in recently. One sign-in permits one passkey, so the authenticators
 * are tried in turn until one makes it.
 *
 * @throws {WebAuthnError} `NotAllowedError`, `InvalidStateError`, `ConstraintError` or `UnknownError`. An abort of the page
 *   throws its reason, and does not use up the sign-in.
 */
export async function createUnasked(
  checked: CheckedCreation,
  page: Withdrawable,
  ports: CeremonyPorts,
): Promise<Created> {
  const { origin } = checked.requester
  const { steps } = ports
  steps.begins('question', 'WebAuthn §5.1.3 step 19')
  const refusal = ports.signIns.refusal(origin)
  if (refusal !== null) throw new WebAuthnError('NotAllowedError', refusal)
  const bringBack = ports.signIns.use(origin)
  steps.reached('question', 'no question: the user has signed in to this page lately')
  steps.begins('authenticators', 'WebAuthn §5.1.3 step 22')
  try {
    return await tryInTurn(checked, page, ports)
  } catch (error) {
    bringBack()
    throw error
  }
}

async function tryInTurn(
  checked: CheckedCreation,
  page: Withdrawable,
  ports: CeremonyPorts,
): Promise<Created> {
  const errors: unknown[] = []
  const consenting = ports.authenticators.list().filter((access) => {
    const consents = access.isUserConsenting()
    if (!consents) errors.push(notConsenting())
    return consents
  })
  ports.steps.reached('authenticators', () => askedNote(consenting))
  const keeper = consenting.find((access) => isExcluded(checked, access, ports))
  if (keeper) throw excluded(keeper.authenticator)
  for (const access of consenting)
    try {
      return await issueCreation(checked, access, operationPorts(access, ports, NO_QUESTION), page)
    } catch (error) {
      page.signal.throwIfAborted()
      errors.push(error)
    }
  throw mostTelling(errors)
}

/** Checks all authenticators first: a user who already has a passkey needs no other. */
function isExcluded(
  checked: CheckedCreation,
  access: AuthenticatorAccess,
  { random }: CeremonyPorts,
): boolean {
  if (access.authenticator.behaviour.excluded === 'replace') return false
  try {
    const { input } = creationInput(checked, access, random)
    return holdsExcluded(input, access.authenticator, access)
  } catch {
    // Skips an authenticator that does not fit.
    return false
  }
}

function notConsenting(): WebAuthnError {
  return new WebAuthnError('NotAllowedError', 'the user of this authenticator does not consent')
}
