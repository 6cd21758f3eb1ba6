/** What a relying party expects of an answer, from the options and from the user's input. */
import { decodeBase64Url, encodeBase64Url, isBase64Url } from '../../shared/base64url'
import { readCbor } from '../decode/cbor-reader'
import { extensionInputs, type Ceremony } from '../decode/ceremony'
import { textMember } from '../decode/client-data'
import { readCoseKey } from '../decode/cose-key'
import { isObject, textOf, type JsonObject } from '../decode/response-members'
import type { PublicKey } from '../decode/public-key'
import { readSpki } from '../decode/spki'
import { statedRpId } from '../decode/stated-rp-id'

/** What the user or the record knows beyond the answer and its options. Byte strings are base64url. */
export interface Given {
  /** Replaces the challenge of the options. */
  readonly challenge?: string
  /** The origins of the relying party. */
  readonly origins?: readonly string[]
  /** The origin of the calling page, as its browser states it. The page may belong to another site. */
  readonly page?: string
  /** Whether the relying party's pages run in frames of other origins. */
  readonly crossOrigin?: boolean
  /** The origins of the top-level pages that may have such frames. */
  readonly topOrigins?: readonly string[]
  /** Replaces the RP ID of the options. */
  readonly rpId?: string
  /** Whether the page called with `mediation: "conditional"`. */
  readonly isConditional?: boolean
  /** The credential record (§4) for a sign-in. */
  readonly record?: GivenRecord
  /** The credential ids that were registered before a registration. */
  readonly registeredIds?: readonly string[]
  /** The trusted attestation certificates, DER. */
  readonly trustedRoots?: readonly string[]
  /** The time of the ceremony, in milliseconds since the Unix epoch. */
  readonly now?: number
  /** The age of the challenge, in milliseconds. */
  readonly waitedMs?: number
}

/** What the relying party stores of a credential. */
export interface GivenRecord {
  readonly id?: string
  /** COSE_Key, or SubjectPublicKeyInfo in DER. */
  readonly publicKey?: string
  /** COSE algorithm identifier. Needed if the key does not determine it. */
  readonly algorithm?: number
  readonly signCount?: number
  readonly backupEligible?: boolean
  readonly userHandle?: string
}

export interface Expected extends Omit<Given, 'record' | 'isConditional'> {
  /** Only a conditional registration may lack UP (§7.1 step 15). Each sign-in needs it (§7.2 step 16). */
  readonly needsPresence: boolean
  readonly userVerification: string | undefined
  /** The AppID that the page requested; null when it requested none; undefined when the options are unknown. */
  readonly appId: string | null | undefined
  /** The algorithms that the page accepts. */
  readonly algorithms: readonly number[] | undefined
  /** The credential ids that the page named; empty when it named none. */
  readonly allowedIds: readonly string[] | undefined
  readonly record: GivenRecord & { readonly key?: StoredKey }
}

/** A public key with its signature algorithm. */
export interface StoredKey {
  readonly key: PublicKey
  readonly algorithm: number
}

export function expectedOf({ kind, options, clientData }: Ceremony, given: Given): Expected {
  const { record = {}, isConditional = false, ...rest } = given
  const challenge = canonical(given.challenge ?? (options && textOf(options, 'challenge')))
  const ownHost = hostOf(
    given.origins?.[0] ?? given.page ?? (clientData && textMember(clientData, 'origin')),
  )
  const rpId = given.rpId ?? statedRpId(options) ?? (options ? ownHost : undefined)
  const key = record.publicKey === undefined ? undefined : readStoredKey(record)
  return {
    ...rest,
    ...(challenge !== undefined && { challenge }),
    ...(rpId !== undefined && { rpId }),
    needsPresence: kind === 'get' || !isConditional,
    userVerification: options && userVerificationOf(options),
    appId: options && (textOf(extensionInputs(options), 'appid') ?? null),
    algorithms: options && algorithmsOf(options),
    allowedIds: options && idsOf(options.allowCredentials),
    record: { ...record, ...(key && { key }) },
  }
}

/** @returns undefined when the text is not a key. */
export function readStoredKey({
  publicKey = '',
  algorithm,
}: Pick<GivenRecord, 'publicKey' | 'algorithm'>): StoredKey | undefined {
  if (!isBase64Url(publicKey)) return undefined
  const bytes = decodeBase64Url(publicKey)
  const spki = readSpki(bytes)
  if (spki) return { key: spki, algorithm: algorithm ?? usualAlgorithm(spki) }
  const cose = readCoseKey(readCbor(bytes), bytes)
  const known = algorithm ?? cose.algorithm
  return cose.key && known !== undefined ? { key: cose.key, algorithm: known } : undefined
}

/** The usual algorithm of a key of this kind. */
function usualAlgorithm(key: PublicKey): number {
  if (key.kind === 'rsa') return -257
  const name = key.kind === 'ml-dsa' ? key.level : key.curve
  return USUAL[name] ?? 0
}

const USUAL: Readonly<Record<string, number>> = {
  'P-256': -7,
  'P-384': -35,
  'P-521': -36,
  secp256k1: -47,
  Ed25519: -8,
  Ed448: -53,
  'ML-DSA-44': -48,
  'ML-DSA-65': -49,
  'ML-DSA-87': -50,
}

/** The form that a client writes: drops left-over bits of the last character. */
function canonical(text: string | undefined): string | undefined {
  if (text === undefined || !isBase64Url(text)) return text
  return encodeBase64Url(decodeBase64Url(text))
}

function hostOf(origin: string | undefined): string | undefined {
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).hostname : undefined
}

function userVerificationOf(options: JsonObject): string {
  const { authenticatorSelection } = options
  const selected = isObject(authenticatorSelection)
    ? textOf(authenticatorSelection, 'userVerification')
    : undefined
  return selected ?? textOf(options, 'userVerification') ?? 'preferred'
}

/** Absent in a sign-in. An empty list means the two default algorithms (§5.1.3 step 10). */
function algorithmsOf({ pubKeyCredParams }: JsonObject): readonly number[] | undefined {
  if (!Array.isArray(pubKeyCredParams)) return undefined
  const algorithms = pubKeyCredParams.flatMap((one: unknown) =>
    isObject(one) && one.type === 'public-key' && typeof one.alg === 'number' ? [one.alg] : [],
  )
  return algorithms.length === 0 ? [-7, -257] : algorithms
}

function idsOf(descriptors: unknown): readonly string[] {
  if (!Array.isArray(descriptors)) return []
  return descriptors.flatMap((one: unknown) => {
    const id = isObject(one) && one.type === 'public-key' ? textOf(one, 'id') : undefined
    return id === undefined ? [] : [canonical(id) ?? id]
  })
}
