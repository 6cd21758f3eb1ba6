import type { Passkeys } from './vault/passkeys'
import { ALGORITHMS } from './webauthn/authenticator/algorithms/algorithms'
import { OpenedKeys } from './webauthn/authenticator/opened-keys'
import type { Algorithm, SigningKeys } from './webauthn/authenticator/ports'

/**
 * The keys of the vault's passkeys. An opened one is forgotten when its passkey goes, into the trash too, and all
 * are when the vault is locked or closed.
 */
export function vaultSigningKeys(
  passkeys: Passkeys,
  algorithms: ReadonlyMap<number, Algorithm> = ALGORITHMS,
): SigningKeys {
  const opened = new OpenedKeys(passkeys, algorithms)
  passkeys.onChange(() => opened.retain((credentialId) => passkeys.has(credentialId)))
  return opened
}
