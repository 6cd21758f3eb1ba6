/** What an extension is to the authenticator (WebAuthn §9.5, CTAP 2.1 §12): one row of `extensions.ts`. */
import type { CborValue } from '../../encoding/cbor'
import type { AuthenticatorDescription, ExtensionId } from '../description'
import type { CredProtect, ExtensionSecrets, ExtensionState, Passkey, PasskeyStore } from '../ports'
import type { KeyAgreement, PinUvAuthProtocol } from './pin-uv-auth-protocol'
import type { Randomness } from '../../../platform/ports'

/** What `create()` has the authenticator do. An input that is absent leaves no trace. */
export interface RegistrationInputs {
  /** At most {@link MAX_CRED_BLOB_BYTES}. */
  readonly credBlob?: Uint8Array
  readonly credProtect?: CredProtect
  readonly hmacSecret?: true
  readonly largeBlob?: true
  readonly minPinLength?: true
  /** One or two salts of 32 bytes to evaluate at once; none only makes the secrets. */
  readonly prf?: readonly Uint8Array[]
}

/** Salts of 32 bytes for whichever passkey signs, by its id: one or two; undefined evaluates nothing. */
export type SaltsFor = (credentialId: Uint8Array) => readonly Uint8Array[] | undefined

/** Input of `hmac-secret` at authentication (CTAP 2.1 §12.5). */
export interface HmacSecretInput {
  /** The authenticator's own key, that the client was given the public half of. */
  readonly authenticatorKey: KeyAgreement
  /** The client's public key: an uncompressed point, 65 bytes. */
  readonly keyAgreement: Uint8Array
  /** One or two salts of 32 bytes, encrypted. */
  readonly saltEnc: Uint8Array
  /** The MAC of `saltEnc`. */
  readonly saltAuth: Uint8Array
  readonly protocol: PinUvAuthProtocol
}

/** What `get()` has it do. */
export interface AuthenticationInputs {
  readonly getCredBlob?: true
  readonly hmacSecret?: (credentialId: Uint8Array) => HmacSecretInput | undefined
  readonly largeBlob?: 'read' | { readonly write: Uint8Array }
  readonly prf?: SaltsFor
}

/** What the client learns beside the authenticator data. It is not signed. */
export interface UnsignedOutputs {
  readonly largeBlob?: Uint8Array
  readonly largeBlobWritten?: boolean
  /** One or two outputs of 32 bytes. */
  readonly prf?: readonly Uint8Array[]
}

/** What an extension adds to the answer. */
export interface ExtensionOutput {
  /** Into the authenticator data: identifier and value. */
  readonly signed?: readonly [id: string, value: CborValue]
  readonly unsigned?: UnsignedOutputs
}

export interface Registering {
  readonly inputs: RegistrationInputs
  readonly rpId: string
  readonly discoverable: boolean
  readonly verified: boolean
  readonly description: AuthenticatorDescription
  readonly random: Randomness
}

/** An answer, and what is kept with the passkey. */
export interface Registered extends ExtensionOutput {
  readonly state?: Partial<ExtensionState>
  readonly secrets?: ExtensionSecrets
}

export interface Authenticating {
  readonly inputs: AuthenticationInputs
  readonly passkey: Passkey
  readonly verified: boolean
  /** Opens them; only whoever uses them calls it. */
  readonly secrets: () => ExtensionSecrets
  readonly store: Pick<PasskeyStore, 'writeLargeBlob'>
  readonly random: Randomness
}

/** Each is passed over where the authenticator's description has not got `id`. */
export interface AuthenticatorExtension {
  readonly id: ExtensionId
  /** @returns undefined when its input is absent. */
  readonly register?: (registering: Registering) => Registered | undefined
  /** @returns undefined when its input is absent, or the passkey has nothing to answer with. */
  readonly authenticate?: (
    authenticating: Authenticating,
  ) => ExtensionOutput | undefined | Promise<ExtensionOutput | undefined>
}
