import type { Passkey } from '../ports'
import type { AuthenticatorExtension } from './extension'

/** credProtect (CTAP 2.1 §12.1): states the level that the passkey was made with. */
export const credProtect: AuthenticatorExtension = {
  id: 'credProtect',
  register: ({ inputs: { credProtect: level } }) =>
    level && { signed: ['credProtect', level], state: { credProtect: level } },
}

/**
 * Whether a passkey's level lets a ceremony use it (CTAP 2.1 §6.2.2).
 *
 * @param how `named`: the page has named the passkey, rather than asked for any. `verified`: the user will be verified.
 */
export function isUsableUnderCredProtect(
  { extensions: { credProtect: level } }: Passkey,
  { named, verified }: { readonly named: boolean; readonly verified: boolean },
): boolean {
  return verified || level === null || level === 1 || (level === 2 && named)
}
