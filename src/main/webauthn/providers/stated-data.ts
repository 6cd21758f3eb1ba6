/** Parses the authenticator data of another provider (WebAuthn §6.1). */
import { Decoder } from 'cbor-x'

const decoder = new Decoder({ mapsAsObjects: false, useRecords: false })

/** The number of bytes before the attested credential data. */
const HEAD_BYTES = 37

const FLAGS = {
  verified: 0x04,
  backupEligible: 0x08,
  backedUp: 0x10,
  attested: 0x40,
  extended: 0x80,
}

export interface StatedData {
  readonly verified: boolean
  readonly backupEligible: boolean
  readonly backedUp: boolean
  readonly signCount: number
  /** Only in an answer of `create()`. */
  readonly credential: StatedCredential | null
  /** The names of the extension outputs; null when there is no map. */
  readonly extensions: readonly string[] | null
}

export interface StatedCredential {
  /** 16 bytes. */
  readonly aaguid: Buffer
  readonly id: Buffer
  /** COSE_Key. */
  readonly key: ReadonlyMap<unknown, unknown>
}

export interface StatedAttestation {
  readonly format: string
  readonly hasCertificate: boolean
  readonly data: StatedData
  /** The length of the authenticator data. */
  readonly dataBytes: number
}

/** @throws {RangeError} when the bytes are not an attestation object (WebAuthn §6.5.4). */
export function readAttestationObject(bytes: Uint8Array): StatedAttestation {
  const [object] = decodeAll(bytes)
  const format: unknown = object instanceof Map ? object.get('fmt') : undefined
  const statement: unknown = object instanceof Map ? object.get('attStmt') : undefined
  const data: unknown = object instanceof Map ? object.get('authData') : undefined
  if (typeof format !== 'string' || !(statement instanceof Map) || !(data instanceof Uint8Array))
    throw new RangeError('the bytes are not an attestation object')
  return {
    format,
    hasCertificate: statement.has('x5c'),
    data: readStatedData(data),
    dataBytes: data.length,
  }
}

/** @throws {RangeError} when the bytes are not authenticator data. */
export function readStatedData(data: Uint8Array): StatedData {
  const bytes = Buffer.from(data)
  if (bytes.length < HEAD_BYTES) throw new RangeError('the authenticator data are too short')
  const has = (flag: keyof typeof FLAGS) => (bytes.readUInt8(32) & FLAGS[flag]) !== 0
  const { credential, others } = has('attested')
    ? readCredential(bytes)
    : { credential: null, others: decodeAll(bytes.subarray(HEAD_BYTES)) }
  const map = has('extended') ? others[0] : null
  return {
    verified: has('verified'),
    backupEligible: has('backupEligible'),
    backedUp: has('backedUp'),
    signCount: bytes.readUInt32BE(33),
    credential,
    extensions: map instanceof Map ? [...map.keys()].map(String) : null,
  }
}

interface Read {
  readonly credential: StatedCredential
  /** The values that follow: the map of extensions, if there is one. */
  readonly others: readonly unknown[]
}

function readCredential(bytes: Buffer): Read {
  const start = HEAD_BYTES + 18
  if (bytes.length < start) throw new RangeError('the attested credential data are too short')
  const end = start + bytes.readUInt16BE(HEAD_BYTES + 16)
  const [key, ...others] = decodeAll(bytes.subarray(end))
  if (!(key instanceof Map)) throw new RangeError('the public key is not a COSE key')
  const aaguid = bytes.subarray(HEAD_BYTES, HEAD_BYTES + 16)
  return { credential: { aaguid, id: bytes.subarray(start, end), key }, others }
}

function decodeAll(bytes: Uint8Array): unknown[] {
  try {
    return bytes.length === 0 ? [] : (decoder.decodeMultiple(bytes) ?? [])
  } catch {
    throw new RangeError('the bytes are not CBOR')
  }
}
