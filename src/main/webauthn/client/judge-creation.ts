import {
  creationConditions,
  type CreationOutcome,
  type JudgedCreation,
} from '../../../shared/creation-judgement'
import type { CreationCause } from '../../../shared/creation-cause'
import { firstUsable, type AlgorithmSource } from '../authenticator/usable-algorithm'
import { excludedPasskey } from '../authenticator/excluded-passkeys'
import {
  attachmentFault,
  clientFault,
  requireResidentKey,
  residencyFault,
  unaskedFault,
  verificationFault,
  verificationOf,
} from './authenticator-choice'
import { checkCreation, parseCreation, type CheckedCreation } from './checked-creation'
import { fittingIds, namedIds } from './credential-list'
import { effectiveDomain } from './effective-domain'
import type { RecordedRequest } from './judge-offer'
import type { AuthenticatorAccess } from './ports'

type Access = Pick<AuthenticatorAccess, 'authenticator' | 'store'>

interface Asked {
  readonly checked: CheckedCreation
  readonly access: Access
  readonly algorithms: AlgorithmSource
}

interface Condition {
  /** null when the condition holds. */
  readonly fault: (asked: Asked) => CreationCause | null
  /** Why the condition holds, when it does. */
  readonly held: (asked: Asked) => CreationCause
}

/** A limit, because a page may name thousands of algorithms. */
const MOST_NAMED = 8

const CONDITIONS: Readonly<Record<CreationOutcome['condition'], Condition>> = {
  attachment: {
    fault: ({ checked, access }) => attachmentFault(selectionOf(checked), access.authenticator),
    held: ({ checked }) => {
      const { authenticatorAttachment: wanted } = selectionOf(checked)
      return wanted === 'platform' || wanted === 'cross-platform'
        ? { is: 'same-attachment', words: [wanted] }
        : { is: 'any-attachment' }
    },
  },
  'resident-key': {
    fault: ({ checked, access }) => residencyFault(selectionOf(checked), access.authenticator),
    held: ({ checked }) => {
      const { residentKey, requireResidentKey } = selectionOf(checked)
      const stated = requireResidentKey ? 'required' : 'discouraged'
      return { is: 'residency-possible', words: [residentKey ?? stated] }
    },
  },
  verification: {
    fault: ({ checked, access }) =>
      verificationFault(selectionOf(checked).userVerification, access.authenticator),
    held: ({ checked }) => ({
      is: 'verification-possible',
      words: [selectionOf(checked).userVerification],
    }),
  },
  client: {
    fault: ({ checked: { options, challenge }, access }) =>
      clientFault({ hints: options.hints, challenge }, access.authenticator),
    held: () => ({ is: 'client-takes' }),
  },
  unasked: {
    fault: ({ checked, access }) =>
      checked.conditional
        ? unaskedFault(selectionOf(checked).userVerification, access.authenticator)
        : null,
    held: ({ checked }) => ({ is: checked.conditional ? 'makes-unasked' : 'asks-the-user' }),
  },
  algorithm: { fault: algorithmFault, held: madeAlgorithm },
  excluded: { fault: excludedFault, held: notExcluded },
}

/**
 * Judges, condition by condition, whether an authenticator would make a passkey for a registration. Uses the code that makes
 * passkeys.
 *
 * @returns null when the request was malformed, because then no authenticator was asked.
 */
export function judgeCreation(
  request: Omit<RecordedRequest, 'at'>,
  access: Access,
  algorithms: AlgorithmSource,
): Omit<JudgedCreation, 'wasMade'> | null {
  const checked = readCreation(request)
  if (!checked) return null
  const asked = { checked, access, algorithms }
  const outcomes = creationConditions.map((condition) => {
    const { fault, held } = CONDITIONS[condition]
    const cause = fault(asked)
    return { condition, holds: cause === null, cause: cause ?? held(asked) }
  })
  return { outcomes, authenticator: access.authenticator.name }
}

function readCreation({
  origin,
  options,
  mediation,
}: Omit<RecordedRequest, 'at'>): CheckedCreation | null {
  const requester = { origin, crossOrigin: false, topOrigin: null }
  const { signal } = new AbortController()
  try {
    const parsed = parseCreation({ requester, options, mediation: mediation ?? undefined, signal })
    const rpId = parsed.options.rp.id ?? effectiveDomain(origin)
    return rpId === null ? null : checkCreation(parsed, rpId)
  } catch {
    // The record already has the reason.
    return null
  }
}

function selectionOf({ options }: CheckedCreation) {
  return options.authenticatorSelection
}

function algorithmFault({ checked, access, algorithms }: Asked): CreationCause | null {
  const { authenticator } = access
  if (firstUsable(checked.algorithms, authenticator, algorithms)) return null
  return {
    is: 'makes-no-algorithm',
    wanted: checked.algorithms.slice(0, MOST_NAMED),
    own: authenticator.algorithms.slice(0, MOST_NAMED),
  }
}

/** Call only when {@link algorithmFault} finds no fault. */
function madeAlgorithm({ checked, access, algorithms }: Asked): CreationCause {
  const usable = firstUsable(checked.algorithms, access.authenticator, algorithms)
  return { is: 'makes-algorithm', alg: usable?.id ?? 0 }
}

function excludedFault(asked: Asked): CreationCause | null {
  if (asked.access.authenticator.behaviour.excluded === 'replace') return null
  const passkey = excludedOf(asked)
  return passkey ? { is: 'excluded-here', userName: passkey.userName } : null
}

function notExcluded(asked: Asked): CreationCause {
  if (asked.checked.options.excludeCredentials.length === 0) return { is: 'nothing-excluded' }
  return { is: excludedOf(asked) ? 'replaces-excluded' : 'no-excluded-here' }
}

function excludedOf({ checked, access }: Asked) {
  const { authenticator, store } = access
  const { options, conditional, rpId, extensionsFor } = checked
  const selection = selectionOf(checked)
  const discoverable = requireResidentKey(selection, authenticator)
  const { appId, verify } = extensionsFor({ authenticator, discoverable })
  const { verifies } = verificationOf(
    verify ? 'required' : selection.userVerification,
    authenticator,
  )
  return excludedPasskey(
    {
      rp: { id: rpId },
      excludeAppId: appId,
      excludeCredentialIds: fittingIds(
        { rpId, appId },
        namedIds(options.excludeCredentials),
        access,
      ),
      requireUserVerification: !conditional && verifies,
    },
    authenticator,
    { store },
  )
}
