import type { AuthenticatorPorts, UserConsent } from '../authenticator/ports'
import type { AuthenticatorAccess, CeremonyPorts } from './ports'

/** The ports of an operation on one authenticator. */
export function operationPorts(
  { store, signingKeys, authority }: AuthenticatorAccess,
  { random, algorithms, now }: Pick<CeremonyPorts, 'random' | 'algorithms' | 'now'>,
  consent: UserConsent,
): AuthenticatorPorts {
  return { store, signingKeys, authority, random, algorithms, now, consent }
}
