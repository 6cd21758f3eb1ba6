import {
  offerConditions,
  type JudgedOffer,
  type OfferOutcome,
} from '../../../shared/offer-condition'
import { offerOutcomes } from '../authenticator/eligible-passkeys'
import type { Passkey } from '../authenticator/ports'
import { isUnverifiable, refuseForClient, verificationOf } from './authenticator-choice'
import { allowedIds, checkRequest, parseRequest, type CheckedRequest } from './checked-request'
import { fittingIds } from './credential-list'
import { transportFault } from './descriptor-transports'
import { effectiveDomain } from './effective-domain'
import type { AuthenticatorAccess } from './ports'

/** A `get()` of a page, as the record has it. */
export interface RecordedRequest {
  readonly origin: string
  /** PublicKeyCredentialRequestOptionsJSON; not checked. */
  readonly options: unknown
  readonly mediation: string | null
  /** When the record was made, in milliseconds since the Unix epoch. */
  readonly at: number
}

type Access = Pick<AuthenticatorAccess, 'authenticator' | 'store'>

interface Judged {
  readonly checked: CheckedRequest
  readonly allowed: readonly Uint8Array[] | null
  readonly access: Access
  readonly ignoresTransports: boolean
}

/**
 * Whether a passkey would be offered for a request, condition by condition. The code that offers passkeys decides.
 *
 * @param ignoresTransports as in the settings.
 * @returns null where the request was malformed: no passkey was looked at then.
 */
export function judgeOffer(
  request: RecordedRequest,
  passkey: Passkey,
  access: Access,
  ignoresTransports: boolean,
): JudgedOffer | null {
  const read = readRequest(request)
  if (!read) return null
  const { checked } = read
  const judged = { ...read, access, ignoresTransports }
  const outcomes = [...ownOutcomes(judged, passkey), ...clientOutcomes(judged, passkey)]
  return {
    outcomes: offerConditions.flatMap((one) =>
      outcomes.filter(({ condition }) => condition === one),
    ),
    passkeyRpId: passkey.rpId,
    rpId: checked.rpId,
    authenticator: access.authenticator.name,
    madeAfter: passkey.createdAt > request.at,
  }
}

function readRequest({ origin, options, mediation }: RecordedRequest) {
  const requester = { origin, crossOrigin: false, topOrigin: null }
  const { signal } = new AbortController()
  try {
    const parsed = parseRequest({ requester, options, mediation: mediation ?? undefined, signal })
    const rpId = parsed.options.rpId ?? effectiveDomain(origin)
    if (rpId === null) return null
    return { checked: checkRequest(parsed, rpId), allowed: allowedIds(parsed.options) }
  } catch {
    // The record has the reason.
    return null
  }
}

/** What the authenticator judges (WebAuthn §6.3.3 steps 3 to 6). */
function ownOutcomes(
  { checked, allowed, access: { authenticator } }: Judged,
  passkey: Passkey,
): readonly OfferOutcome[] {
  const { rpId, conditional, options } = checked
  const { appId, verify } = extensionsOf(checked, authenticator)
  const { verifies } = verificationOf(verify ? 'required' : options.userVerification, authenticator)
  return offerOutcomes(
    passkey,
    { rpId, appId, allowCredentialIds: allowed, conditional, requireUserVerification: verifies },
    authenticator,
  )
}

/** What the client judges before (WebAuthn §5.1.4.2). */
function clientOutcomes(
  { checked, allowed, access, ignoresTransports }: Judged,
  { credentialId }: Passkey,
): readonly OfferOutcome[] {
  const { conditional, options, rpId } = checked
  const { authenticator } = access
  const { appId } = extensionsOf(checked, authenticator)
  const id = Buffer.from(credentialId)
  const isNamed = allowed?.some((one) => id.equals(one)) ?? false
  return [
    {
      condition: 'transports',
      holds:
        conditional ||
        ignoresTransports ||
        transportFault(options.allowCredentials, authenticator) === null,
    },
    {
      condition: 'limits',
      holds:
        conditional ||
        !isNamed ||
        fittingIds({ rpId, appId }, allowed ?? [], access).some((one) => id.equals(one)),
    },
    { condition: 'request', holds: takesRequest(checked, authenticator) },
  ]
}

function takesRequest(
  { conditional, options, challenge }: CheckedRequest,
  authenticator: Access['authenticator'],
): boolean {
  if (isUnverifiable(options.userVerification, authenticator)) return false
  if (conditional) return authenticator.behaviour.conditionalGet
  try {
    refuseForClient({ hints: options.hints, challenge }, authenticator)
    return true
  } catch {
    return false
  }
}

function extensionsOf({ extensionsFor }: CheckedRequest, authenticator: Access['authenticator']) {
  // No bytes are drawn before an authenticator is asked: nothing here is sent to one.
  return extensionsFor({ authenticator, random: { bytes: (length) => new Uint8Array(length) } })
}
