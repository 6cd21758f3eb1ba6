import type { OfferCause } from '../../../shared/offer-cause'
import {
  offerConditions,
  type JudgedOffer,
  type OfferOutcome,
} from '../../../shared/offer-condition'
import { offerOutcomes } from '../authenticator/eligible-passkeys'
import { findUsable } from '../authenticator/kept-passkeys'
import type { Passkey } from '../authenticator/ports'
import { clientFault, offerFault, verificationFault, verificationOf } from './authenticator-choice'
import { allowedIds, checkRequest, parseRequest, type CheckedRequest } from './checked-request'
import { fittingIds } from './credential-list'
import { transportCause } from './descriptor-transports'
import { effectiveDomain } from './effective-domain'
import type { AuthenticatorAccess } from './ports'

/** A page's `get()` as the record stores it. */
export interface RecordedRequest {
  readonly origin: string
  /** PublicKeyCredentialRequestOptionsJSON, unchecked. */
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
 * Judges, condition by condition, whether a passkey would be offered for a request. Uses the code that offers passkeys.
 *
 * @param ignoresTransports as in the settings.
 * @returns null when the request was malformed, because then no passkey was considered.
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
    // The record already has the reason.
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

/** What the client judges before that (WebAuthn §5.1.4.2). */
function clientOutcomes(judged: Judged, passkey: Passkey): readonly OfferOutcome[] {
  const transports = transportsCause(judged)
  const limits = listFault(judged, passkey)
  const request = requestFault(judged.checked, judged.access.authenticator)
  return [
    {
      condition: 'transports',
      holds: transports.is !== 'transports-differ',
      cause: transports,
    },
    {
      condition: 'limits',
      holds: limits === null,
      cause: limits ?? { is: isSent(judged) ? 'list-fits' : 'no-list-sent' },
    },
    {
      condition: 'request',
      holds: request === null,
      cause: request ?? {
        is: 'request-answered',
        words: [judged.checked.options.userVerification],
      },
    },
  ]
}

function transportsCause({ checked, access, ignoresTransports }: Judged): OfferCause {
  if (checked.conditional) return { is: 'transports-unread-by-autofill' }
  if (ignoresTransports) return { is: 'transports-ignored' }
  return transportCause(checked.options.allowCredentials, access.authenticator)
}

function listFault(
  { checked, allowed, access }: Judged,
  { credentialId }: Passkey,
): OfferCause | null {
  const id = Buffer.from(credentialId)
  const isThis = (one: Uint8Array) => id.equals(one)
  if (checked.conditional || !allowed?.some(isThis)) return null
  const { authenticator, store } = access
  const { credentialIdBytes, credentialIdsInList: most } = authenticator.limits
  if (id.length > credentialIdBytes)
    return { is: 'listed-id-too-long', value: id.length, limit: credentialIdBytes }
  const under = { rpId: checked.rpId, appId: extensionsOf(checked, authenticator).appId }
  const usable = allowed.filter((one) => findUsable(one, under, authenticator, store))
  // If the passkey is not usable, another condition says why.
  if (most === null || !usable.some(isThis)) return null
  const fits = fittingIds(under, allowed, access).some(isThis)
  return fits ? null : { is: 'list-too-long', value: usable.length, limit: most }
}

function isSent({ checked, allowed }: Judged): boolean {
  return !checked.conditional && allowed !== null
}

function requestFault(
  { conditional, options, challenge }: CheckedRequest,
  authenticator: Access['authenticator'],
): OfferCause | null {
  const { hints, userVerification } = options
  if (conditional) return offerFault(userVerification, authenticator)
  return (
    clientFault({ hints, challenge }, authenticator) ??
    verificationFault(userVerification, authenticator)
  )
}

function extensionsOf({ extensionsFor }: CheckedRequest, authenticator: Access['authenticator']) {
  // Zeros instead of randomness, because the result is not sent to an authenticator.
  return extensionsFor({ authenticator, random: { bytes: (length) => new Uint8Array(length) } })
}
