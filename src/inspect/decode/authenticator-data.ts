/** Authenticator data (WebAuthn §6.1) as a byte map. */
import { byteCount, hash, isEqual, toHex, utf8 } from './bytes'
import { ByteCursor } from './byte-cursor'
import { cborField } from './cbor-fields'
import { isWhole, readCbor, type CborItem } from './cbor-reader'
import { readCoseKey, type CoseKey } from './cose-key'
import { extensionMeaning } from './extension-words'
import { group, problemsOf, type Field, type FlagBit, type Problem } from './field'

export interface AuthenticatorData {
  readonly bytes: Uint8Array
  readonly fields: readonly Field[]
  readonly problems: readonly Problem[]
  /** The members are undefined when the data ends before them. */
  readonly rpIdHash: Uint8Array | undefined
  readonly flags: Flags | undefined
  readonly signCount: number | undefined
  /** undefined without the AT flag, and when it is cut off. */
  readonly attested: AttestedCredentialData | undefined
  /** undefined without the ED flag. */
  readonly extensions: CborItem | undefined
}

export interface AttestedCredentialData {
  readonly aaguid: Uint8Array
  readonly credentialId: Uint8Array
  readonly publicKey: CoseKey
}

export interface Flags {
  readonly up: boolean
  readonly uv: boolean
  readonly be: boolean
  readonly bs: boolean
  readonly at: boolean
  readonly ed: boolean
  readonly reserved: boolean
}

/** Optional knowledge for better descriptions. */
export interface Known {
  /** The RP IDs and AppIDs whose hash may be here. */
  readonly rpIds?: readonly string[]
  /** Names of authenticators, by AAGUID in its usual form. */
  readonly aaguidNames?: ReadonlyMap<string, string>
}

const FLAGS: readonly (readonly [name: string, whenSet: string, whenNot: string])[] = [
  ['UP', 'the user was present', 'the user was not present'],
  ['RFU1', 'reserved: must not be set', 'reserved'],
  ['UV', 'the user was verified', 'the user was not verified'],
  ['BE', 'the passkey may be backed up', 'the passkey stays on its authenticator'],
  ['BS', 'the passkey is backed up', 'the passkey is not backed up'],
  ['RFU2', 'reserved: must not be set', 'reserved'],
  ['AT', 'attested credential data follows', 'no attested credential data'],
  ['ED', 'extension data follows', 'no extension data'],
]

const NO_MODEL = '00000000-0000-0000-0000-000000000000'

export function readAuthenticatorData(bytes: Uint8Array, known: Known = {}): AuthenticatorData {
  const cursor = new ByteCursor(bytes)
  const rpIdHash = cursor.take('rpIdHash', 32, (own) => rpIdWords(own, known.rpIds ?? []))
  let flags: Flags | undefined
  cursor.number('flags', 1, (byte) => {
    flags = readFlags(byte)
    return { value: flagWords(byte), bits: flagBits(byte), problems: flagProblems(flags) }
  })
  const signCount = cursor.number('signCount', 4, (count) =>
    count === 0 ? '0: no counter, or not used yet' : String(count),
  )
  const attested = flags?.at ? takeAttested(cursor, bytes, known) : undefined
  const hasKey = !flags?.at || attested !== undefined
  const extensions = flags?.ed && hasKey ? takeExtensions(cursor, bytes) : undefined
  cursor.rest('trailing bytes', trailing(flags))
  const { fields } = cursor
  const problems = problemsOf(fields)
  return { bytes, fields, problems, rpIdHash, flags, signCount, attested, extensions }
}

/** An AAGUID in its usual form. */
export function aaguidText(aaguid: Uint8Array): string {
  return toHex(aaguid).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function rpIdWords(rpIdHash: Uint8Array, rpIds: readonly string[]): string {
  const found = rpIds.find((rpId) => isEqual(hash('SHA-256', utf8(rpId)), rpIdHash))
  if (found !== undefined) return `SHA-256 of ${found}`
  const of = rpIds.length === 0 ? 'a hash' : `not the hash of ${rpIds.join(' or ')}`
  return `${of}: ${toHex(rpIdHash)}`
}

function readFlags(byte: number): Flags {
  const bit = (n: number) => (byte & (1 << n)) !== 0
  return {
    up: bit(0),
    uv: bit(2),
    be: bit(3),
    bs: bit(4),
    at: bit(6),
    ed: bit(7),
    reserved: bit(1) || bit(5),
  }
}

function flagBits(byte: number): readonly FlagBit[] {
  return FLAGS.map(([name, whenSet, whenNot], bit) => {
    const isSet = (byte & (1 << bit)) !== 0
    return { bit, name, isSet, meaning: isSet ? whenSet : whenNot }
  })
}

function flagWords(byte: number): string {
  const set = flagBits(byte).filter(({ isSet }) => isSet)
  return set.length === 0 ? 'no flag is set' : set.map(({ name }) => name).join(', ')
}

function flagProblems({ reserved, be, bs }: Flags): readonly string[] {
  return [
    ...(reserved ? ['a reserved bit is set'] : []),
    ...(bs && !be ? ['BS is set without BE'] : []),
  ]
}

function takeAttested(
  cursor: ByteCursor,
  bytes: Uint8Array,
  known: Known,
): AttestedCredentialData | undefined {
  const own = new ByteCursor(bytes, cursor.at)
  const aaguid = own.take('aaguid', 16, (value) => aaguidWords(value, known))
  const length = own.number('credentialIdLength', 2, (value) => ({
    value: byteCount(value),
    problems: value > 1023 ? ['more than 1023 bytes'] : [],
  }))
  const credentialId = length === undefined ? undefined : own.take('credentialId', length)
  const publicKey = credentialId && takeKey(own, bytes)
  const { at } = own
  cursor.add([group('attestedCredentialData', own.fields)], at)
  return aaguid && credentialId && publicKey && { aaguid, credentialId, publicKey }
}

function takeKey(cursor: ByteCursor, bytes: Uint8Array): CoseKey | undefined {
  if (cursor.left === 0) {
    cursor.take('credentialPublicKey', 1)
    return undefined
  }
  const item = readCbor(bytes, cursor.at)
  const key = readCoseKey(item, bytes)
  cursor.add([key.field], item.end)
  return isWhole(item) ? key : undefined
}

function takeExtensions(cursor: ByteCursor, bytes: Uint8Array): CborItem | undefined {
  if (cursor.left === 0) {
    cursor.take('extensions', 1)
    return undefined
  }
  const item = readCbor(bytes, cursor.at)
  const field = cborField('extensions', item, { bytes, meaningOf: extensionMeaning })
  const problems = [...field.problems, ...extensionProblems(item)]
  cursor.add([{ ...field, problems }], item.end)
  return item
}

function extensionProblems(item: CborItem): readonly string[] {
  if (item.kind !== 'map') return item.kind === 'broken' ? [] : ['extension data is a map']
  return item.entries.length === 0 ? ['ED is set, and the map is empty'] : []
}

function aaguidWords(aaguid: Uint8Array, { aaguidNames }: Known): string {
  const text = aaguidText(aaguid)
  if (text === NO_MODEL) return `${text}: the model is not stated`
  const name = aaguidNames?.get(text)
  return name === undefined ? text : `${text}: ${name}`
}

function trailing(flags: Flags | undefined): string {
  const missing = [...(flags?.at ? [] : ['AT']), ...(flags?.ed ? [] : ['ED'])]
  const hint = missing.length > 0 ? `: ${missing.join(' and ')} may be missing in the flags` : ''
  return `bytes after the end${hint}`
}
