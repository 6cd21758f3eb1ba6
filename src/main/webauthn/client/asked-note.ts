import type { AuthenticatorAccess } from './ports'

/** Names the authenticators that received a ceremony, for the record. */
export function askedNote(
  available: readonly Pick<AuthenticatorAccess, 'authenticator'>[],
): string {
  const names = available.map(({ authenticator }) => authenticator.name)
  return names.length === 0 ? 'no authenticator was there' : `asked: ${names.join(', ')}`
}
