/**
 * The dictionaries of `create()` and `get()` (WebAuthn §5.4, §5.5, §5.8; Credential Management §2.3), converted into the JSON
 * form of the bridge. Enumerations are strings here, as in WebAuthn. The app ignores unknown values and fills in defaults.
 */
import type { CreationOptionsInput, RequestOptionsInput } from '../../shared/webauthn-json'
import { nativeGetter } from '../native-getter'
import { bufferSource } from './buffer-source'
import { extensionInputs } from './extensions'
import {
  anything,
  boolean,
  dictionary,
  domString,
  enumeration,
  long,
  optional,
  platformObject,
  required,
  sequence,
  unsignedLong,
  withDefault,
  type Convert,
  type Members,
} from './web-idl'

export type Mediation = 'silent' | 'optional' | 'conditional' | 'required'

/** `immediate` was a mediation in drafts, before it became a `uiMode`. */
export type GetMediation = Mediation | 'immediate'

/** The argument of `create()`. */
export interface CreateOptions {
  readonly federated: unknown
  readonly mediation: Mediation
  readonly password: unknown
  readonly publicKey: CreationOptionsInput | undefined
  readonly signal: AbortSignal | undefined
}

/** The argument of `get()`. */
export interface GetOptions {
  readonly mediation: GetMediation
  readonly publicKey: RequestOptionsInput | undefined
  readonly signal: AbortSignal | undefined
  /** Any text. The app knows whether its client supports the member, and ignores it otherwise. */
  readonly uiMode: string | undefined
}

const text = optional(domString)
const strings = sequence(domString)

const relyingParty = dictionary<CreationOptionsInput['rp']>('PublicKeyCredentialRpEntity', {
  name: required(domString, 'PublicKeyCredentialEntity'),
  id: text,
})

const parameters = dictionary<CreationOptionsInput['pubKeyCredParams'][number]>(
  'PublicKeyCredentialParameters',
  { alg: required(long), type: required(domString) },
)

const selection = dictionary<NonNullable<CreationOptionsInput['authenticatorSelection']>>(
  'AuthenticatorSelectionCriteria',
  {
    authenticatorAttachment: text,
    requireResidentKey: optional(boolean),
    residentKey: text,
    userVerification: text,
  },
)

/** The tables of PublicKeyCredentialCreationOptions and …RequestOptions. Their JSON forms differ only in members with bytes. */
export function publicKeyOptions<Bytes, Extensions>(
  bytes: Convert<Bytes>,
  extensions: Convert<Extensions>,
) {
  const descriptors = sequence(
    dictionary<Descriptor<Bytes>>('PublicKeyCredentialDescriptor', {
      id: required(bytes),
      transports: optional(strings),
      type: required(domString),
    }),
  )
  const user = dictionary<User<Bytes>>('PublicKeyCredentialUserEntity', {
    name: required(domString, 'PublicKeyCredentialEntity'),
    displayName: required(domString),
    id: required(bytes),
  })
  return {
    creation: dictionary('PublicKeyCredentialCreationOptions', {
      attestation: text,
      attestationFormats: optional(strings),
      authenticatorSelection: optional(selection),
      challenge: required(bytes),
      excludeCredentials: optional(descriptors),
      extensions: optional(extensions),
      hints: optional(strings),
      pubKeyCredParams: required(sequence(parameters)),
      rp: required(relyingParty),
      timeout: optional(unsignedLong),
      user: required(user),
    }),
    request: dictionary('PublicKeyCredentialRequestOptions', {
      allowCredentials: optional(descriptors),
      challenge: required(bytes),
      extensions: optional(extensions),
      hints: optional(strings),
      rpId: text,
      timeout: optional(unsignedLong),
      userVerification: text,
    }),
  }
}

interface Descriptor<Bytes> {
  readonly id: Bytes
  readonly transports?: string[] | undefined
  readonly type: string
}

interface User<Bytes> {
  readonly name: string
  readonly displayName: string
  readonly id: Bytes
}

const { creation, request } = publicKeyOptions(bufferSource, extensionInputs)

const mediations: readonly Mediation[] = ['silent', 'optional', 'conditional', 'required']
const getMediations: readonly GetMediation[] = [
  'immediate',
  'silent',
  'optional',
  'conditional',
  'required',
]

function mediationAmong<T extends string>(values: readonly T[], fallback: T) {
  return withDefault(enumeration('CredentialMediationRequirement', values), fallback)
}

const signal = optional(
  platformObject<AbortSignal>('AbortSignal', nativeGetter(AbortSignal.prototype, 'aborted')),
)

const createMembers: Members<CreateOptions> = {
  federated: optional(anything),
  mediation: mediationAmong(mediations, 'optional'),
  password: optional(anything),
  publicKey: optional(creation),
  signal,
}

const getMembers: Members<GetOptions> = {
  mediation: mediationAmong(getMediations, 'optional'),
  publicKey: optional(request),
  signal,
  uiMode: text,
}

/** CredentialCreationOptions. */
export const createOptions: Convert<CreateOptions> = dictionary(
  'CredentialCreationOptions',
  createMembers,
)

/** CredentialRequestOptions. */
export const getOptions: Convert<GetOptions> = dictionary('CredentialRequestOptions', getMembers)
