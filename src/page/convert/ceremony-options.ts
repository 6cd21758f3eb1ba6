/**
 * The dictionaries of `create()` and `get()` (WebAuthn §5.4, §5.5, §5.8; Credential Management §2.3),
 * converted into the JSON form that the bridge takes. Enumerations are strings here, as in WebAuthn:
 * unknown values are the app's to ignore.
 */
import type { CreationOptionsJson, RequestOptionsJson } from '../../shared/webauthn-json'
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

/** What `create()` was given. */
export interface CreateOptions {
  readonly federated: unknown
  readonly mediation: Mediation
  readonly password: unknown
  readonly publicKey: CreationOptionsJson | undefined
  readonly signal: AbortSignal | undefined
}

/** What `get()` was given. */
export interface GetOptions {
  readonly mediation: Mediation
  readonly publicKey: RequestOptionsJson | undefined
  readonly signal: AbortSignal | undefined
}

const strings = sequence(domString)

const descriptors = sequence(
  dictionary<CreationOptionsJson['excludeCredentials'][number]>('PublicKeyCredentialDescriptor', {
    id: required(bufferSource),
    transports: optional(strings),
    type: required(domString),
  }),
)

const relyingParty = dictionary<CreationOptionsJson['rp']>('PublicKeyCredentialRpEntity', {
  name: required(domString, 'PublicKeyCredentialEntity'),
  id: optional(domString),
})

const user = dictionary<CreationOptionsJson['user']>('PublicKeyCredentialUserEntity', {
  name: required(domString, 'PublicKeyCredentialEntity'),
  displayName: required(domString),
  id: required(bufferSource),
})

const parameters = dictionary<CreationOptionsJson['pubKeyCredParams'][number]>(
  'PublicKeyCredentialParameters',
  { alg: required(long), type: required(domString) },
)

const selection = dictionary<CreationOptionsJson['authenticatorSelection']>(
  'AuthenticatorSelectionCriteria',
  {
    authenticatorAttachment: optional(domString),
    requireResidentKey: withDefault(boolean, false),
    residentKey: optional(domString),
    userVerification: withDefault(domString, 'preferred'),
  },
)

const creationOptions = dictionary<CreationOptionsJson>('PublicKeyCredentialCreationOptions', {
  attestation: withDefault(domString, 'none'),
  attestationFormats: withDefault(strings, []),
  authenticatorSelection: withDefault(selection, selection(undefined)),
  challenge: required(bufferSource),
  excludeCredentials: withDefault(descriptors, []),
  extensions: optional(extensionInputs),
  hints: withDefault(strings, []),
  pubKeyCredParams: required(sequence(parameters)),
  rp: required(relyingParty),
  timeout: optional(unsignedLong),
  user: required(user),
})

const requestOptions = dictionary<RequestOptionsJson>('PublicKeyCredentialRequestOptions', {
  allowCredentials: withDefault(descriptors, []),
  challenge: required(bufferSource),
  extensions: optional(extensionInputs),
  hints: withDefault(strings, []),
  rpId: optional(domString),
  timeout: optional(unsignedLong),
  userVerification: withDefault(domString, 'preferred'),
})

const mediation = withDefault(
  enumeration<Mediation>('CredentialMediationRequirement', [
    'silent',
    'optional',
    'conditional',
    'required',
  ]),
  'optional',
)

const signal = optional(
  platformObject<AbortSignal>('AbortSignal', nativeGetter(AbortSignal.prototype, 'aborted')),
)

const createMembers: Members<CreateOptions> = {
  federated: optional(anything),
  mediation,
  password: optional(anything),
  publicKey: optional(creationOptions),
  signal,
}

const getMembers: Members<GetOptions> = {
  mediation,
  publicKey: optional(requestOptions),
  signal,
}

/** CredentialCreationOptions. */
export const createOptions: Convert<CreateOptions> = dictionary(
  'CredentialCreationOptions',
  createMembers,
)

/** CredentialRequestOptions. */
export const getOptions: Convert<GetOptions> = dictionary('CredentialRequestOptions', getMembers)
