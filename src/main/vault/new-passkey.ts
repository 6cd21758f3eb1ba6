import type { Randomness } from '../platform/ports'
import type { ExtensionSecrets, Passkey } from '../webauthn/authenticator/ports'
import { sealExtensions, sealPrivateKey, type StoredPasskey } from './stored-passkey'
import type { VaultKeys } from './vault-keys'

/** A passkey to keep, with its secret data, which will be sealed. */
export interface NewPasskey {
  readonly passkey: Passkey
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array
  readonly secrets: ExtensionSecrets
}

/** @param order greater than that of every passkey of the vault. */
export function sealed(
  { passkey, privateKey, secrets }: NewPasskey,
  order: number,
  { keys, random }: { readonly keys: VaultKeys; readonly random: Randomness },
): StoredPasskey {
  const { credentialId } = passkey
  return {
    ...passkey,
    order,
    sealedKey: sealPrivateKey(keys, credentialId, privateKey, random),
    ...(Object.keys(secrets).length > 0 && {
      sealedExtensions: sealExtensions(keys, credentialId, secrets, random),
    }),
  }
}
