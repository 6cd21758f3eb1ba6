/** Replaces the secrets of a ceremony, so that the rest can be stored and passed on. */
import { byteLengthOf, encodeBase64Url, isBase64Url } from '../../shared/base64url'
import { readAuthenticatorData, type AuthenticatorData } from '../decode/authenticator-data'
import { byteCount } from '../decode/bytes'
import { readCbor, valueAt, type CborItem } from '../decode/cbor-reader'
import { bytesMember, isObject } from '../decode/response-members'

/** The replacement of a value. */
export interface Withheld {
  /** Such as `32 bytes`. */
  readonly withheld: string
}

export interface WithoutSecrets {
  readonly options: unknown
  readonly response: unknown
  /** The paths of replaced values, such as `response.clientExtensionResults.prf.results.first`. */
  readonly withheld: readonly string[]
}

/** The texts and numbers among extension inputs and outputs that are not secret. Any other may be secret. */
const HARMLESS: readonly string[] = [
  'appid',
  'appidExclude',
  'credentialProtectionPolicy',
  'support',
  'uvm',
]

/** The inputs whose outputs an authenticator may state in its data. */
const STATED: readonly string[] = ['prf', 'hmacGetSecret', 'hmacCreateSecret', 'getCredBlob']

/** Finds authenticator data inside bytes, with its position; undefined when there is none. */
type DataIn = (
  bytes: Uint8Array,
) => { readonly data: AuthenticatorData; readonly at: number } | undefined

/** The response members that contain authenticator data. */
const SIGNED: readonly (readonly [name: string, dataIn: DataIn])[] = [
  ['authenticatorData', wholeData],
  ['attestationObject', attestedData],
]

/** Pages nest extensions at most this deep. Replaces deeper values. */
const DEEPEST = 8

/**
 * @param options the member `publicKey` in JSON form, unchecked.
 * @param response RegistrationResponseJSON or AuthenticationResponseJSON, unchecked.
 */
export function withholdSecrets(options: unknown, response: unknown): WithoutSecrets {
  const withheld: string[] = []
  return {
    options: withMember(options, 'extensions', (inputs) =>
      withoutSecrets(inputs, 'options.extensions', withheld),
    ),
    response: responseWithout(options, response, withheld),
    withheld,
  }
}

function responseWithout(options: unknown, response: unknown, withheld: string[]): unknown {
  const plain = withMember(response, 'clientExtensionResults', (results) =>
    withoutSecrets(results, 'response.clientExtensionResults', withheld),
  )
  if (!mayStateSecrets(options)) return plain
  return withMember(plain, 'response', (inner) =>
    SIGNED.reduce<unknown>(
      (changed, [name, dataIn]) =>
        withMember(changed, name, () => blanked(changed, name, dataIn, withheld)),
      inner,
    ),
  )
}

/**
 * Whether the page requested outputs that an authenticator may state in its data.
 *
 * @param options the member `publicKey` in JSON form, unchecked.
 */
export function mayStateSecrets(options: unknown): boolean {
  const inputs = isObject(options) ? options.extensions : undefined
  return isObject(inputs) && STATED.some((id) => Object.hasOwn(inputs, id))
}

function withMember(object: unknown, name: string, change: (value: unknown) => unknown): unknown {
  if (!isObject(object) || !Object.hasOwn(object, name)) return object
  const value = object[name]
  const changed = change(value)
  return changed === value ? object : { ...object, [name]: changed }
}

/** Keeps booleans, and values with a name that is known to be harmless. */
function withoutSecrets(value: unknown, place: string, withheld: string[], depth = 0): unknown {
  if (value === null || typeof value === 'boolean' || isWithheld(value)) return value
  if (typeof value === 'object' && depth < DEEPEST && !Array.isArray(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        HARMLESS.includes(name)
          ? member
          : withoutSecrets(member, `${place}.${name}`, withheld, depth + 1),
      ]),
    )
  withheld.push(place)
  return { withheld: sizeOf(value) } satisfies Withheld
}

/** Keeps earlier replacements, as in a case file. */
function isWithheld(value: unknown): value is Withheld {
  return (
    isObject(value) &&
    Object.keys(value).length === 1 &&
    typeof value.withheld === 'string' &&
    /^(?:\d{1,9} bytes?|a value)$/.test(value.withheld)
  )
}

function sizeOf(value: unknown): string {
  return typeof value === 'string' && isBase64Url(value)
    ? byteCount(byteLengthOf(value))
    : 'a value'
}

/**
 * Bytes with zeros in place of secrets. Signatures over them can no longer be verified. If the bytes cannot be read to their
 * end, or are not a text, an armed fault may have moved a secret, so all of them are replaced.
 */
function blanked(object: unknown, name: string, dataIn: DataIn, withheld: string[]): unknown {
  if (!isObject(object)) return undefined
  const given = object[name]
  if (given === null || given === undefined || isWithheld(given)) return given
  const { bytes } = bytesMember(object, name)
  const place = `response.response.${name}`
  const found = bytes && dataIn(bytes)
  if (!found || found.data.problems.length > 0) {
    withheld.push(place)
    return { withheld: bytes ? byteCount(bytes.length) : sizeOf(given) } satisfies Withheld
  }
  const { data, at } = found
  const secrets = data.extensions ? byteStringsIn(data.extensions) : []
  if (secrets.length === 0) return given
  withheld.push(`${place} (extensions)`)
  const kept = Uint8Array.from(bytes)
  for (const { headEnd, end } of secrets) kept.fill(0, at + headEnd, at + end)
  return encodeBase64Url(kept)
}

function byteStringsIn(item: CborItem): readonly CborItem[] {
  if (item.kind === 'bytes') return [item]
  if (item.kind === 'array') return item.items.flatMap(byteStringsIn)
  return item.kind === 'map' ? item.entries.flatMap(({ value }) => byteStringsIn(value)) : []
}

function wholeData(bytes: Uint8Array): ReturnType<DataIn> {
  return { data: readAuthenticatorData(bytes), at: 0 }
}

function attestedData(bytes: Uint8Array): ReturnType<DataIn> {
  const item = valueAt(readCbor(bytes), 'authData')
  return item?.kind === 'bytes'
    ? { data: readAuthenticatorData(item.value), at: item.headEnd }
    : undefined
}
