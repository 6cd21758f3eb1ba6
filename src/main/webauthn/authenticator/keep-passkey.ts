import { WebAuthnError } from '../errors'
import type { AuthenticatorDescription } from './description'
import type { AuthenticatorPorts, ExtensionSecrets, Passkey } from './ports'

/** A passkey with the data that is sealed beside it. */
export interface NewPasskey {
  readonly passkey: Passkey
  readonly privateKey: Uint8Array
  readonly secrets: ExtensionSecrets
}

/**
 * Steps 7 and 8 of authenticatorMakeCredential. A full authenticator accepts no discoverable passkey (CTAP 2.1 §6.1.2:
 * KEY_STORE_FULL). A page that only prefers a discoverable passkey then gets one that is not discoverable, as in Chromium.
 *
 * @param residentKeyDispensable whether a passkey that is not discoverable is acceptable.
 * @returns the stored passkey.
 * @throws {WebAuthnError} `NotAllowedError` when there is no room for the passkey, `UnknownError` when it cannot be written.
 */
export async function keepPasskey(
  made: NewPasskey,
  residentKeyDispensable: boolean,
  { limits }: AuthenticatorDescription,
  { store }: AuthenticatorPorts,
): Promise<Passkey> {
  const { passkey } = made
  if (await add(passkey, limits.passkeys)) return passkey
  if (!residentKeyDispensable)
    throw new WebAuthnError(
      'NotAllowedError',
      `this authenticator is full: it has room for ${limits.passkeys} discoverable passkeys`,
    )
  // A passkey that is not discoverable has no large blob (CTAP 2.1 §12.3).
  const extensions = { ...passkey.extensions, largeBlobBytes: null }
  const serverSide = { ...passkey, discoverable: false, extensions }
  await add(serverSide, null)
  return serverSide

  async function add(wanted: Passkey, room: number | null): Promise<boolean> {
    try {
      return await store.add(wanted, made.privateKey, room, made.secrets)
    } catch (cause) {
      throw new WebAuthnError('UnknownError', 'the passkey could not be written to the vault', {
        cause,
      })
    }
  }
}
