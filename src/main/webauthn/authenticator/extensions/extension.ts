/** The authenticator's part of an extension (WebAuthn §9.5, CTAP 2.1 §12): one row of `extensions.ts`. */
import type { CborValue } from '../../encoding/cbor'
import type { AuthenticatorDescription, ExtensionId } from '../description'
import type { CredProtect, ExtensionSecrets, ExtensionState, Passkey, PasskeyStore } from '../ports'
import type { KeyAgreement, PinUvAuthProtocol } from './pin-uv-auth-protocol'
import type { Randomness } from '../../../platform/ports'

/** Extension inputs of `create()`. An absent input has no effect. */
export interface RegistrationInputs {
  /** At most {@link MAX_CRED_BLOB_BYTES}. */
  readonly credBlob?: Uint8Array
  /** Not an input of an authenticator. For providers that copy client inputs. */
  readonly credProps?: true
  readonly credProtect?: CredProtect
  readonly hmacSecret?: true
  readonly largeBlob?: true
  readonly minPinLength?: true
  /** One or two salts of 32 bytes to evaluate at once. An empty list only makes the secrets. */
  readonly prf?: readonly Uint8Array[]
}

/** Maps the id of the signing passkey to one or two salts of 32 bytes; undefined when there is no salt. */
export type SaltsFor = (credentialId: Uint8Array) => readonly Uint8Array[] | undefined

/** Input of `hmac-secret` at authentication (CTAP 2.1 §12.5). */
export interface HmacSecretInput {
  /** The authenticator's own key pair. The client has its public half. */
  readonly authenticatorKey: KeyAgreement
  /** The client's public key: an uncompressed point, 65 bytes. */
  readonly keyAgreement: Uint8Array
  /** One or two salts of 32 bytes, encrypted. */
  readonly saltEnc: Uint8Array
  /** The MAC of `saltEnc`. */
  readonly saltAuth: Uint8Array
  readonly protocol: PinUvAuthProtocol
}

/** Extension inputs of `get()`. */
export interface AuthenticationInputs {
  readonly getCredBlob?: true
  readonly hmacSecret?: (credentialId: Uint8Array) => HmacSecretInput | undefined
  readonly largeBlob?: 'read' | { readonly write: Uint8Array }
  readonly prf?: SaltsFor
}

/** Outputs that the client gets in addition to the authenticator data. They are not signed. */
export interface UnsignedOutputs {
  readonly largeBlob?: Uint8Array
  readonly largeBlobWritten?: boolean
  /** One or two outputs of 32 bytes. */
  readonly prf?: readonly Uint8Array[]
}

/** What an extension adds to the answer. */
export interface ExtensionOutput {
  /** Goes into the authenticator data: identifier and value. */
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

/** The output, and the data to keep with the passkey. */
export interface Registered extends ExtensionOutput {
  readonly state?: Partial<ExtensionState>
  readonly secrets?: ExtensionSecrets
}

export interface Authenticating {
  readonly inputs: AuthenticationInputs
  readonly passkey: Passkey
  readonly verified: boolean
  /** Opens the secrets while `use` runs. `use` must return only copies. */
  readonly withSecrets: <T>(use: (secrets: ExtensionSecrets) => T) => T
  readonly store: Pick<PasskeyStore, 'writeLargeBlob'>
  readonly random: Randomness
}

/** An extension runs only if the authenticator's description lists its `id`. */
export interface AuthenticatorExtension {
  readonly id: ExtensionId
  /** @returns undefined when its input is absent. */
  readonly register?: (registering: Registering) => Registered | undefined
  /** @returns undefined when its input is absent, or the passkey has no data for an answer. */
  readonly authenticate?: (
    authenticating: Authenticating,
  ) => ExtensionOutput | undefined | Promise<ExtensionOutput | undefined>
}
