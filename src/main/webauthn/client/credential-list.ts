/**
 * The lists of credential ids that a page names, also for an authenticator that does not take them at any length
 * (CTAP 2.1 §6.4).
 */
import { decodeBase64Url } from '../../../shared/base64url'
import type { RequestOptionsJson } from '../../../shared/webauthn-json'
import { keptFor } from '../authenticator/kept-passkeys'
import type { CeremonyPorts } from './ports'

/** The ids that a list of descriptors names. A descriptor of an unknown type names nothing (§5.8.3). */
export function namedIds(
  descriptors: RequestOptionsJson['allowCredentials'],
): readonly Uint8Array[] {
  return descriptors
    .filter(({ type }) => type === 'public-key')
    .map(({ id }) => decodeBase64Url(id))
}

/**
 * The ids as the authenticator can take them. Ids that are longer than it reads cannot be its own. Of more ids
 * than fit into one request, the client first asks for as many as fit, silently and again and again, and then
 * names those that the authenticator has; when even these are too many, the first of them.
 *
 * @returns none of them where nothing is left: that still means "none", not "any".
 */
export function withinLimits(
  rpId: string,
  ids: readonly Uint8Array[],
  { authenticator, store }: Pick<CeremonyPorts, 'authenticator' | 'store'>,
): readonly Uint8Array[] {
  const { credentialIdsInList: most, credentialIdBytes } = authenticator.limits
  const readable = ids.filter((id) => id.length <= credentialIdBytes)
  if (most === null || readable.length <= most) return readable
  return readable.filter((id) => keptFor(rpId, id, authenticator, store)).slice(0, most)
}
