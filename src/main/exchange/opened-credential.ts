import type { Passkey, PasskeyStore } from '../webauthn/authenticator/ports'
import type { ExchangedCredential } from './credential'

/**
 * Opens a kept passkey's private key and extension secrets for as long as `use` runs: they are overwritten when `use`
 * returns or throws. What `use` returns must be a copy.
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
