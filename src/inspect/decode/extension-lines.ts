/** Compares the inputs and outputs of extensions: which were requested, which answered, and what that means (WebAuthn §10). */
import { byteLengthOf } from '../../shared/base64url'
import { byteCount } from './bytes'
import { extensionInputs, extensionResults, type Ceremony } from './ceremony'
import { keyOf } from './cbor-reader'
import { wordsOf } from './cbor-fields'
import { extensionMeaning } from './extension-words'
import { ownEntry } from './own-entry'
import { isObject, jsonText, type JsonObject } from './response-members'

export interface ExtensionLine {
  readonly id: string
  /** The page's input, as JSON without secrets; null when it did not ask. */
  readonly asked: string | null
  /** The client's output, as JSON without secrets; null when it did not answer. */
  readonly clientOutput: string | null
  /** The authenticator's output, in words; null when it did not answer. */
  readonly authenticatorOutput: string | null
  readonly meaning: string
}

/** The names of extensions in authenticator data, by the page's names. */
const IN_AUTHENTICATOR_DATA: Readonly<Record<string, string>> = {
  credentialProtectionPolicy: 'credProtect',
  hmacCreateSecret: 'hmac-secret',
  hmacGetSecret: 'hmac-secret',
  prf: 'hmac-secret',
  getCredBlob: 'credBlob',
}

/** Belongs to `credentialProtectionPolicy`. */
const BELONGS_TO_ANOTHER = ['enforceCredentialProtectionPolicy']

/** The names of input and output members that hold secrets, at any depth. */
const SECRET_MEMBERS: readonly string[] = [
  ...['blob', 'write', 'credBlob', 'getCredBlob'],
  ...['first', 'second', 'salt1', 'salt2', 'output1', 'output2'],
]

export function extensionLines(ceremony: Ceremony): readonly ExtensionLine[] {
  const inputs = extensionInputs(ceremony.options)
  const results = extensionResults(ceremony)
  const outputs = authenticatorOutputs(ceremony)
  const asked = Object.keys(inputs).filter((id) => !BELONGS_TO_ANOTHER.includes(id))
  const ids = [...new Set([...asked, ...Object.keys(results)])]
  const named = new Set(ids.map(nameInAuthenticatorData))
  const others = [...outputs.keys()].filter((id) => !named.has(id))
  return [...ids, ...others].map((id) => {
    const authenticatorOutput = outputs.get(nameInAuthenticatorData(id)) ?? null
    const line = {
      id,
      asked: shownJson(inputs, id),
      clientOutput: shownJson(results, id),
      authenticatorOutput,
    }
    return { ...line, meaning: meaningOf(line, ownEntry(results, id)) }
  })
}

function nameInAuthenticatorData(id: string): string {
  return ownEntry(IN_AUTHENTICATOR_DATA, id) ?? id
}

function shownJson(object: JsonObject, id: string): string | null {
  return Object.hasOwn(object, id)
    ? (jsonText(withoutSecret(id, object[id]), withoutSecret) ?? null)
    : null
}

/** The value of a member, or words in its place. A secret may be a text, or numbers if a page wrote bytes as JSON. */
function withoutSecret(name: string, value: unknown): unknown {
  if (!SECRET_MEMBERS.includes(name) || value === undefined || value === null) return value
  if (typeof value === 'boolean') return value
  return typeof value === 'string' ? `${byteCount(byteLengthOf(value))}, not shown` : 'not shown'
}

function authenticatorOutputs({ authenticatorData }: Ceremony): ReadonlyMap<string, string> {
  const item = authenticatorData?.extensions
  if (item?.kind !== 'map') return new Map()
  return new Map(
    item.entries.map(({ key, value }) => {
      const id = String(keyOf(key) ?? wordsOf(key))
      const meaning = extensionMeaning([id], value)
      return [id, meaning?.value ?? (meaning?.isSecret ? 'not shown' : wordsOf(value))]
    }),
  )
}

function meaningOf(
  { id, asked, clientOutput, authenticatorOutput }: Omit<ExtensionLine, 'meaning'>,
  result: unknown,
): string {
  const answered = clientOutput !== null || authenticatorOutput !== null
  if (asked === null) return 'the page did not ask for it: a relying party may pass over it'
  if (!answered)
    return 'no answer: the client or the authenticator does not have it, or had nothing to say'
  return ownEntry(MEANINGS, id)?.(isObject(result) ? result : { value: result }) ?? 'answered'
}

const MEANINGS: Readonly<Record<string, (result: JsonObject) => string>> = {
  credProps: ({ rk }) => {
    if (rk === undefined) return 'the client does not know whether the passkey is discoverable'
    return rk === true ? 'the passkey is discoverable' : 'the passkey is not discoverable'
  },
  prf: ({ enabled, results }) => {
    if (results !== undefined) return 'the page got pseudo-random secrets'
    if (enabled === undefined) return 'no secrets: this passkey cannot be evaluated'
    return enabled === true
      ? 'the passkey can be evaluated later'
      : 'the passkey cannot be evaluated'
  },
  largeBlob: ({ supported, blob, written }) => {
    if (supported !== undefined)
      return supported === true ? 'the passkey has room for a blob' : 'no room for a blob'
    if (written !== undefined)
      return written === true ? 'the blob is written' : 'nothing was written'
    return blob === undefined ? 'there is no blob' : 'the page got the blob'
  },
  appid: ({ value }) =>
    value === true
      ? 'the assertion is for the AppID: rpIdHash is its hash'
      : 'the AppID was not used',
  appidExclude: () => 'credentials of the AppID were excluded too',
  credBlob: ({ value }) => (value === true ? 'the credBlob is kept' : 'the credBlob is not kept'),
  getCredBlob: () => 'the page got the credBlob',
  hmacCreateSecret: ({ value }) =>
    value === true ? 'the passkey has secrets' : 'the passkey has no secrets',
  hmacGetSecret: () => 'the page got pseudo-random secrets',
  credentialProtectionPolicy: () => 'the authenticator states the level that it keeps',
  minPinLength: () => 'the authenticator states how long a PIN is at least',
}
