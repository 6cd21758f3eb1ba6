import type { AuthenticatorPorts, UserConsent } from '../authenticator/ports'
import type { AuthenticatorAccess, CeremonyPorts } from './ports'

/** What an operation of one authenticator needs of the world. */
export function operationPorts(
  { store, signingKeys, authority }: AuthenticatorAccess,
  { random, algorithms, now }: Pick<CeremonyPorts, 'random' | 'algorithms' | 'now'>,
  consent: UserConsent,
): AuthenticatorPorts {
  return { store, signingKeys, authority, random, algorithms, now, consent }
}
