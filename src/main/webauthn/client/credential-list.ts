/**
 * The lists of credential ids that a page names, also for an authenticator that does not take them at any length
 * (CTAP 2.1 §6.4).
 */
import { decodeBase64Url } from '../../../shared/base64url'
import type { RequestOptionsJson } from '../../../shared/webauthn-json'
import { findUsable, type RegisteredUnder } from '../authenticator/kept-passkeys'
import type { AuthenticatorAccess } from './ports'

/** The ids that a list of descriptors names. A descriptor of an unknown type names nothing (§5.8.3). */
export function namedIds(
  descriptors: RequestOptionsJson['allowCredentials'],
): readonly Uint8Array[] {
  return descriptors
    .filter(({ type }) => type === 'public-key')
    .map(({ id }) => decodeBase64Url(id))
}

/**
 * The ids as the authenticator can take them. It cannot have made ids that are longer than it reads. If a request
 * has no room for all ids, the client first asks the authenticator silently, as many ids at a time as fit, and then
 * names the ids that the authenticator has. If even these are too many, it names the first of them.
 *
 * @returns an empty list where no id is left. An empty list still means "none", not "any".
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
  // An AppID counts only where no passkey of the RP ID is found (§10.1.1).
  const own = found({ rpId: under.rpId })
  return (own.length > 0 ? own : found(under)).slice(0, most)
}
