/** The authenticator's extensions, one row each, and their outputs in a ceremony (WebAuthn §9.5). */
import { encodeCbor, type CborValue } from '../../encoding/cbor'
import type { AuthenticatorDescription } from '../description'
import { NO_EXTENSION_STATE, type ExtensionSecrets, type ExtensionState } from '../ports'
import { credBlob } from './cred-blob'
import { credProtect } from './cred-protect'
import type {
  Authenticating,
  AuthenticatorExtension,
  ExtensionOutput,
  Registering,
  UnsignedOutputs,
} from './extension'
import { hmacSecret } from './hmac-secret'
import { largeBlob } from './large-blob'
import { minPinLength } from './min-pin-length'
import { prf } from './prf'

const EXTENSIONS: readonly AuthenticatorExtension[] = [
  credBlob,
  credProtect,
  hmacSecret,
  largeBlob,
  minPinLength,
  prf,
]

/** What the extensions add to a ceremony's answer. */
export interface ExtensionOutputs {
  /** Maps an identifier to its value. When empty, there is no extension data. */
  readonly signed: ReadonlyMap<string, CborValue>
  readonly unsigned: UnsignedOutputs
}

export interface RegisteredExtensions extends ExtensionOutputs {
  readonly state: ExtensionState
  readonly secrets: ExtensionSecrets
}

const NO_OUTPUTS: ExtensionOutputs = { signed: new Map(), unsigned: {} }

/** authenticatorMakeCredential, step 9. */
export function registerExtensions(registering: Registering): RegisteredExtensions {
  const parts = supportedBy(registering.description).flatMap(
    (extension) => extension.register?.(registering) ?? [],
  )
  const { signed, unsigned } = outputsOf(parts)
  return {
    signed: new Map([...signed, ...copiedInputs(registering)]),
    unsigned,
    state: parts.reduce((all, { state }) => ({ ...all, ...state }), NO_EXTENSION_STATE),
    secrets: parts.reduce<ExtensionSecrets>((all, { secrets }) => ({ ...all, ...secrets }), {}),
  }
}

/** credProps belongs to the client, but some providers also write it into the authenticator data. */
function copiedInputs({ inputs, description }: Registering): readonly [string, CborValue][] {
  const copies = inputs.credProps && description.behaviour.clientInputsInAuthenticatorData
  return copies ? [['credProps', new Map([['rk', true]])]] : []
}

/** authenticatorGetAssertion, step 8. */
export async function authenticateExtensions(
  authenticating: Authenticating,
  description: AuthenticatorDescription,
): Promise<ExtensionOutputs> {
  // Avoids an `await` for the many requests without extensions.
  if (Object.keys(authenticating.inputs).length === 0) return NO_OUTPUTS
  const parts: ExtensionOutput[] = []
  for (const { authenticate } of supportedBy(description)) {
    const part = await authenticate?.(authenticating)
    if (part) parts.push(part)
  }
  return outputsOf(parts)
}

/** The extension data of authenticator data, as canonical CBOR; undefined when there are no outputs. */
export function encodeExtensionData(
  signed: ExtensionOutputs['signed'],
): Uint8Array<ArrayBuffer> | undefined {
  if (signed.size === 0) return undefined
  // CTAP2's order: the shorter key first, then bytewise. The identifiers are ASCII.
  const entries = [...signed].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
  return encodeCbor(new Map(entries))
}

/** Like {@link encodeExtensionData}, for `create()`. Some providers append an empty map, `a0`, when there are no outputs. */
export function registrationExtensionData(
  signed: ExtensionOutputs['signed'],
  { behaviour }: AuthenticatorDescription,
): Uint8Array<ArrayBuffer> | undefined {
  const data = encodeExtensionData(signed)
  return data === undefined && behaviour.emptyExtensionMap ? encodeCbor(new Map()) : data
}

function supportedBy({ extensions }: AuthenticatorDescription): readonly AuthenticatorExtension[] {
  return EXTENSIONS.filter(({ id }) => extensions.includes(id))
}

function outputsOf(parts: readonly ExtensionOutput[]): ExtensionOutputs {
  return {
    signed: new Map(parts.flatMap(({ signed }) => (signed ? [signed] : []))),
    unsigned: parts.reduce<UnsignedOutputs>((all, { unsigned }) => ({ ...all, ...unsigned }), {}),
  }
}
