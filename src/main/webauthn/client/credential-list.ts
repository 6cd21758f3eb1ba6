/** The lists of credential ids that a page names, also for an authenticator that limits their length (CTAP 2.1 §6.4). */
import { decodeBase64Url } from '../../../shared/base64url'
import type { RequestOptionsJson } from '../../../shared/webauthn-json'
import { findUsable, type RegisteredUnder } from '../authenticator/kept-passkeys'
import type { AuthenticatorAccess } from './ports'

/** The ids of a list of descriptors. Ignores descriptors of an unknown type (§5.8.3). */
export function namedIds(
  descriptors: RequestOptionsJson['allowCredentials'],
): readonly Uint8Array[] {
  return descriptors
    .filter(({ type }) => type === 'public-key')
    .map(({ id }) => decodeBase64Url(id))
}

/**
 * The ids that fit into the request to the authenticator. Drops ids that are longer than the authenticator reads, because it
 * cannot have made them. If a request has no room for all ids, the client first asks the authenticator silently, with as many
 * ids at a time as fit, and then names the ids that the authenticator has. If even these are too many, it names the first of
 * them.
 *
 * @returns an empty list when no id is left. An empty list still means "none", not "any".
 */
export function fittingIds(
  under: RegisteredUnder,
  ids: readonly Uint8Array[],
  { authenticator, store }: Pick<AuthenticatorAccess, 'authenticator' | 'store'>,
): readonly Uint8Array[] {
  const { credentialIdsInList: most, credentialIdBytes } = authenticator.limits
  const readable = ids.filter((id) => id.length <= credentialIdBytes)
  if (most === null || readable.length <= most) return readable
  const found = (where: RegisteredUnder) =>
    readable.filter((id) => findUsable(id, where, authenticator, store))
  // An AppID counts only if the RP ID has no passkey (§10.1.1).
  const own = found({ rpId: under.rpId })
  return (own.length > 0 ? own : found(under)).slice(0, most)
}
