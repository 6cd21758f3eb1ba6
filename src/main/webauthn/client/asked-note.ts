import type { AuthenticatorAccess } from './ports'

/** Which authenticators a ceremony was issued to, for the record. */
export function askedNote(
  available: readonly Pick<AuthenticatorAccess, 'authenticator'>[],
): string {
  const names = available.map(({ authenticator }) => authenticator.name)
  return names.length === 0 ? 'no authenticator was there' : `asked: ${names.join(', ')}`
}
