/**
 * Makes the answers of two implementations comparable. Replaces bytes that must differ (keys, ids, signatures) by their
 * structure, and values that a browser varies at random by the part that must not vary.
 */
import { Decoder } from 'cbor-x'
import { decodeBase64Url } from '../../../src/shared/base64url'

type Reader = (bytes: Uint8Array) => unknown

const cbor = new Decoder({ useRecords: false, mapsAsObjects: false })

/** The byte strings of a response, by the name of the member that holds them. */
const readers: Readonly<Record<string, Reader>> = {
  id: length,
  rawId: length,
  clientDataJSON: readClientData,
  attestationObject: readAttestationObject,
  authenticatorData: readAuthenticatorData,
  'getAuthenticatorData()': readAuthenticatorData,
  publicKey: readPublicKey,
  'getPublicKey()': readPublicKey,
  signature: readSignature,
  // A pseudo-random function's outputs.
  first: length,
  second: length,
}

/** The result of {@link Both.run} for a call, with all values that cannot be equal replaced by their structure. */
export function comparable(described: unknown): unknown {
  return read('', described)
}

function read(name: string, described: unknown): unknown {
  if (Array.isArray(described)) return described.map((item: unknown) => read('', item))
  if (typeof described === 'string') return readText(name, described)
  if (typeof described !== 'object' || described === null) return described
  const object = described as Readonly<Record<string, unknown>>
  if (typeof object.bytes === 'string')
    return { class: object.class, content: readText(name, object.bytes) }
  // An attribute or a method of a platform object. Its result is read by the member's own name.
  if ('same' in object) return { ...object, value: read(name, object.value) }
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, read(key, item)]))
}

function readText(name: string, text: string): unknown {
  const reader = readers[name]
  return reader ? reader(decodeBase64Url(text)) : text
}

function length({ byteLength }: Uint8Array): string {
  return `${byteLength} bytes`
}

/** Chromium adds `other_keys_can_be_added_here` at random, as a warning to code that compares the text. */
function readClientData(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes)
  const members = JSON.parse(text) as Record<string, unknown>
  delete members.other_keys_can_be_added_here
  const template = JSON.stringify(members).slice(0, -1)
  return { members, keys: Object.keys(members), isTemplate: text.startsWith(template) }
}

function readAttestationObject(bytes: Uint8Array): unknown {
  const object = cbor.decode(bytes) as Map<string, unknown>
  const authenticatorData = object.get('authData') as Uint8Array
  return {
    keys: [...object.keys()],
    fmt: object.get('fmt'),
    attStmt: structureOf(object.get('attStmt')),
    authData: readAuthenticatorData(authenticatorData),
  }
}

const FLAGS = ['UP', 'RFU1', 'UV', 'BE', 'BS', 'RFU2', 'AT', 'ED']

function readAuthenticatorData(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const flags = FLAGS.filter((_flag, bit) => ((bytes[32] ?? 0) & (1 << bit)) !== 0)
  const head = {
    rpIdHash: Buffer.from(bytes.subarray(0, 32)).toString('hex'),
    flags: Object.fromEntries(FLAGS.map((flag) => [flag, flags.includes(flag)])),
    signCount: view.getUint32(33),
  }
  if (!flags.includes('AT')) return { ...head, rest: readSequence(bytes.subarray(37)) }
  const idLength = view.getUint16(53)
  return {
    ...head,
    aaguid: Buffer.from(bytes.subarray(37, 53)).toString('hex'),
    credentialId: `${idLength} bytes`,
    rest: readSequence(bytes.subarray(55 + idLength)),
  }
}

/** The COSE key and the extensions' outputs, if there are any. */
function readSequence(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return []
  return (cbor.decodeMultiple(bytes) as unknown[]).map((item) => structureOf(item))
}

/** Numbers and texts as they are, byte strings by their length, maps in their order. */
function structureOf(value: unknown): unknown {
  if (value instanceof Uint8Array) return readSignature(value)
  if (value instanceof Map)
    return Array.from(value, ([key, item]) => [
      String(key),
      // Certificates vary in length as their signatures do.
      key === 'x5c' ? `${(item as unknown[]).length} certificates` : structureOf(item),
    ])
  if (Array.isArray(value)) return value.map((item) => structureOf(item))
  return value
}

/** A SubjectPublicKeyInfo: its header, and how long it is. A P-256 point is its last 64 bytes. */
function readPublicKey(bytes: Uint8Array): unknown {
  return { length: bytes.length, header: Buffer.from(bytes.subarray(0, 12)).toString('hex') }
}

/** An Ecdsa-Sig-Value has 68 to 72 bytes, at random. Any other byte string has the length of its kind. */
function readSignature(bytes: Uint8Array): string {
  return isEcdsaSigValue(bytes) ? 'Ecdsa-Sig-Value' : length(bytes)
}

/** A SEQUENCE of two INTEGERs in DER (RFC 3279 §2.2.3). Its first two bytes alone could also occur in a random byte string. */
function isEcdsaSigValue(bytes: Uint8Array): boolean {
  const rLength = bytes[3] ?? 0
  const sTag = 4 + rLength
  const sLength = bytes[sTag + 1] ?? 0
  return (
    bytes[0] === 0x30 &&
    bytes[1] === bytes.length - 2 &&
    bytes[2] === 0x02 &&
    bytes[sTag] === 0x02 &&
    sTag + 2 + sLength === bytes.length
  )
}
