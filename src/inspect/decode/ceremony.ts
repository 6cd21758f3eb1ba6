/** A ceremony from JSON, read once: the page's request and its response. */
import {
  readAttestationObject,
  withParts,
  type AttestationObject,
  type Statement,
} from './attestation-object'
import { readAuthenticatorData, type AuthenticatorData, type Known } from './authenticator-data'
import { readClientData, textMember, type ClientData } from './client-data'
import {
  bytesMember,
  isObject,
  textOf,
  type BytesMember,
  type JsonObject,
} from './response-members'
import type { Problem } from './field'
import { readSignature, type Signature } from './signature'
import { statedRpId } from './stated-rp-id'

export interface CeremonyInput {
  /** RegistrationResponseJSON or AuthenticationResponseJSON (§5.1), unchecked. */
  readonly response: unknown
  /** The options in JSON form (§5.1.8, §5.1.9), unchecked. */
  readonly options?: unknown
  /** Names of authenticators, by AAGUID in its usual form. */
  readonly aaguidNames?: ReadonlyMap<string, string>
}

export interface Ceremony {
  readonly kind: 'create' | 'get'
  /** The whole response; empty when it is not an object. */
  readonly credential: JsonObject
  /** The member `response`; undefined when it is not an object. */
  readonly response: JsonObject | undefined
  /** undefined when no options were given. */
  readonly options: JsonObject | undefined
  readonly members: readonly BytesMember[]
  readonly clientData: ClientData | undefined
  /** Of the attestation object in a registration. */
  readonly authenticatorData: AuthenticatorData | undefined
  readonly attestationObject: AttestationObject | undefined
  /** The statement and those inside it. */
  readonly statements: readonly Statement[]
  /** Of an assertion. */
  readonly signature: Signature | undefined
}

const MEMBERS = {
  create: ['clientDataJSON', 'attestationObject', 'authenticatorData', 'publicKey'],
  get: ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle'],
} as const

/** The optional members of a response. */
const OPTIONAL: Readonly<Record<Ceremony['kind'], readonly string[]>> = {
  create: ['authenticatorData', 'publicKey'],
  get: ['userHandle'],
}

/** Never throws. */
export function readCeremony({ response: given, options, aaguidNames }: CeremonyInput): Ceremony {
  const credential = isObject(given) ? given : {}
  const response = isObject(credential.response) ? credential.response : undefined
  const asked = isObject(options) ? options : undefined
  const kind = kindOf(response, asked)
  const members = [
    ...['id', 'rawId'].map((name) => bytesMember(credential, name)),
    ...(response ? MEMBERS[kind].map((name) => bytesMember(response, name)) : []),
  ]
  const bytesOf = (name: string) => members.find((member) => member.name === name)?.bytes
  const clientDataBytes = bytesOf('clientDataJSON')
  const clientData = clientDataBytes && readClientData(clientDataBytes)
  const known = { rpIds: rpIdsOf(asked, clientData), ...(aaguidNames && { aaguidNames }) }
  const attestationObject = objectOf(bytesOf('attestationObject'), known)
  const signature = bytesOf('signature')
  return {
    kind,
    credential,
    response,
    options: asked,
    members,
    clientData,
    authenticatorData:
      kind === 'create'
        ? attestationObject?.authenticatorData
        : dataOf(bytesOf('authenticatorData'), known),
    attestationObject,
    statements: attestationObject?.statement ? withParts(attestationObject.statement) : [],
    signature: signature && readSignature(signature),
  }
}

/** The problems of the byte string members, by name. */
export function memberProblems({ kind, members }: Ceremony): readonly Problem[] {
  return members.flatMap(({ name, problems }) =>
    problems
      .filter((text) => !(text === 'missing' && OPTIONAL[kind].includes(name)))
      .map((text) => ({ place: name, text })),
  )
}

export function memberBytes({ members }: Ceremony, name: string): Uint8Array | undefined {
  return members.find((member) => member.name === name)?.bytes
}

/** The inputs of extensions, as the page gave them. */
export function extensionInputs(options: JsonObject | undefined): JsonObject {
  const inputs = options?.extensions
  return isObject(inputs) ? inputs : {}
}

/** The results of extensions, as the page got them. */
export function extensionResults({ credential }: Ceremony): JsonObject {
  const results = credential.clientExtensionResults
  return isObject(results) ? results : {}
}

function kindOf(response: JsonObject | undefined, options: JsonObject | undefined) {
  if (response && ('attestationObject' in response || 'publicKeyAlgorithm' in response))
    return 'create'
  if (response && 'signature' in response) return 'get'
  return options && 'pubKeyCredParams' in options ? 'create' : 'get'
}

function objectOf(bytes: Uint8Array | undefined, known: Known): AttestationObject | undefined {
  return bytes && readAttestationObject(bytes, known)
}

function dataOf(bytes: Uint8Array | undefined, known: Known): AuthenticatorData | undefined {
  return bytes && readAuthenticatorData(bytes, known)
}

/** The RP ID of the options, or every RP ID that the origin may use, plus an AppID. */
function rpIdsOf(
  options: JsonObject | undefined,
  clientData: ClientData | undefined,
): readonly string[] {
  const stated = statedRpId(options)
  const appId = textOf(extensionInputs(options), 'appid')
  const origin = clientData && textMember(clientData, 'origin')
  const own = stated === undefined ? suffixesOf(origin) : [stated]
  return appId === undefined ? own : [...own, appId]
}

/** The host of an origin, and its parent domains that contain a dot. */
function suffixesOf(origin: string | undefined): readonly string[] {
  if (origin === undefined || !URL.canParse(origin)) return []
  const labels = new URL(origin).hostname.split('.')
  return labels
    .map((_, i) => labels.slice(i).join('.'))
    .filter((host, i) => i === 0 || host.includes('.'))
}
