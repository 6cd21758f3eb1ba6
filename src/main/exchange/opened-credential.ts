import type { Passkey, PasskeyStore } from '../webauthn/authenticator/ports'
import type { ExchangedCredential } from './credential'

/**
 * Opens a stored passkey's private key and extension secrets while `use` runs, and overwrites them when `use` returns or
 * throws. `use` must return only copies.
 */
export function withOpenedCredential<T>(
  passkey: Passkey,
  store: Pick<PasskeyStore, 'privateKey' | 'withExtensionSecrets'>,
  use: (credential: ExchangedCredential) => T,
): T {
  const { credentialId } = passkey
  const privateKey = store.privateKey(credentialId)
  try {
    return store.withExtensionSecrets(credentialId, (secrets) =>
      use({ passkey, privateKey, secrets }),
    )
  } finally {
    privateKey.fill(0)
  }
}
