/**
 * A relying party of the tests' own: the steps of WebAuthn §7.1 and §7.2 that need no trust anchor, by
 * node:crypto alone and without a line of Latchkey's. Stricter than the libraries of the field where the
 * specification is: reserved bits, canonical CBOR, exact members.
 */
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'
import { strict as assert } from 'node:assert'
import { readCanonicalCbor, readFirstCanonicalCbor, type Cbor } from './canonical-cbor'

export interface Expected {
  readonly challenge: string
  readonly origin: string
  readonly rpId: string
  readonly userVerification?: string | undefined
  readonly crossOrigin?: boolean
  readonly topOrigin?: string | null
  /** An automatic upgrade may state that the user was not present (§7.1 step 15). */
  readonly presenceOptional?: boolean
}

export interface Registered {
  readonly id: string
  readonly publicKey: KeyObject
  readonly alg: number
  readonly flags: Flags
  readonly signCount: number
  readonly aaguid: Buffer
  readonly fmt: string
}

export interface Flags {
  readonly up: boolean
  readonly uv: boolean
  readonly be: boolean
  readonly bs: boolean
}

/** The parts of a RegistrationResponseJSON that are looked at. */
interface RegistrationJson {
  readonly id: string
  readonly rawId: string
  readonly type: string
  readonly response: {
    readonly clientDataJSON: string
    readonly authenticatorData: string
    readonly publicKey?: string
    readonly publicKeyAlgorithm: number
    readonly attestationObject: string
    readonly transports: readonly string[]
  }
}

interface AuthenticationJson {
  readonly id: string
  readonly rawId: string
  readonly type: string
  readonly response: {
    readonly clientDataJSON: string
    readonly authenticatorData: string
    readonly signature: string
    readonly userHandle?: string
  }
}

/** @throws {assert.AssertionError} naming the first step of §7.1 that fails. */
export function verifyRegistration(
  { id, rawId, type, response }: RegistrationJson,
  expected: Expected & { readonly algorithms: readonly number[] },
): Registered {
  assert.equal(id, rawId, 'id and rawId')
  assert.equal(type, 'public-key')
  checkClientData(response.clientDataJSON, 'webauthn.create', expected) // steps 5 to 12
  const attestation = readCanonicalCbor(bytes(response.attestationObject))
  assert(attestation instanceof Map, 'the attestation object is a map')
  assert.deepEqual([...attestation.keys()], ['fmt', 'attStmt', 'authData'], 'its members, in order')
  const authData = attestation.get('authData')
  assert(authData instanceof Uint8Array, 'authData is a byte string')
  assert(bytes(response.authenticatorData).equals(authData), 'getAuthenticatorData()')
  const { flags, signCount, attested } = readAuthenticatorData(authData, expected) // steps 14 to 19
  assert(attested, 'AT is set at registration')
  assert.equal(attested.id.toString('base64url'), id, 'the credential id')
  assert(attested.id.length >= 16 && attested.id.length <= 1023, 'step 25: 16 to 1023 bytes')
  const { key, alg } = readCoseKey(attested.coseKey)
  assert(expected.algorithms.includes(alg), 'step 20: an algorithm that was asked for')
  assert.equal(response.publicKeyAlgorithm, alg)
  if (response.publicKey !== undefined) {
    const spki = { key: bytes(response.publicKey), format: 'der', type: 'spki' } as const
    assert(createPublicKey(spki).equals(key), 'getPublicKey() is the attested key')
  }
  assert.deepEqual(response.transports, [...new Set(response.transports)].sort(), 'transports')
  checkStatement(attestation, response, attested.aaguid, key, alg)
  return {
    id,
    publicKey: key,
    alg,
    flags,
    signCount,
    aaguid: attested.aaguid,
    fmt: String(attestation.get('fmt')),
  }
}

/** @throws {assert.AssertionError} naming the first step of §7.2 that fails. */
export function verifyAuthentication(
  { id, rawId, type, response }: AuthenticationJson,
  registered: Registered,
  expected: Expected,
): { readonly flags: Flags; readonly signCount: number } {
  assert.equal(id, rawId)
  assert.equal(type, 'public-key')
  assert.equal(id, registered.id, 'the credential that was registered')
  checkClientData(response.clientDataJSON, 'webauthn.get', expected)
  const data = bytes(response.authenticatorData)
  const { flags, signCount, attested } = readAuthenticatorData(data, expected)
  assert.equal(attested, null, 'AT is not set in an assertion')
  assert.equal(flags.be, registered.flags.be, 'step 19: BE never changes')
  const signed = Buffer.concat([data, sha256(bytes(response.clientDataJSON))])
  assert(
    isSigned(registered.publicKey, registered.alg, signed, bytes(response.signature)),
    'step 21',
  )
  return { flags, signCount }
}

function checkClientData(encoded: string, type: string, expected: Expected): void {
  const text = bytes(encoded).toString('utf8')
  const { origin, challenge, crossOrigin = false, topOrigin = null } = expected
  const start =
    `{"type":"${type}","challenge":"${challenge}","origin":"${origin}"` +
    `,"crossOrigin":${String(crossOrigin)}` +
    (topOrigin === null ? '' : `,"topOrigin":"${topOrigin}"`)
  assert(text.startsWith(start), `the client data’s exact beginning: ${text.slice(0, 300)}`)
  JSON.parse(text)
}

interface Attested {
  readonly aaguid: Buffer
  readonly id: Buffer
  readonly coseKey: Cbor
}

function readAuthenticatorData(
  data: Uint8Array,
  { rpId, userVerification, presenceOptional = false }: Expected,
): { flags: Flags; signCount: number; attested: Attested | null } {
  const view = Buffer.from(data)
  assert(view.length >= 37, 'at least 37 bytes')
  assert(view.subarray(0, 32).equals(sha256(Buffer.from(rpId))), 'rpIdHash')
  const byte = view[32]!
  const bit = (n: number) => (byte & (1 << n)) !== 0
  const flags = { up: bit(0), uv: bit(2), be: bit(3), bs: bit(4) }
  assert(!bit(1) && !bit(5), 'bits 1 and 5 are reserved')
  assert(flags.up || presenceOptional, 'UP')
  if (userVerification === 'required') assert(flags.uv, 'UV was required')
  assert(flags.be || !flags.bs, 'BS only with BE')
  const { attested, rest } = bit(6)
    ? readAttested(view.subarray(37))
    : { attested: null, rest: view.subarray(37) }
  if (bit(7)) {
    const extensions = readCanonicalCbor(rest)
    assert(extensions instanceof Map && extensions.size > 0, 'ED only with extensions')
  } else assert.equal(rest.length, 0, 'nothing left over')
  return { flags, signCount: view.readUInt32BE(33), attested }
}

function readAttested(data: Buffer): { attested: Attested; rest: Buffer } {
  const length = data.readUInt16BE(16)
  const [value, used] = readFirstCanonicalCbor(data.subarray(18 + length))
  return {
    attested: { aaguid: data.subarray(0, 16), id: data.subarray(18, 18 + length), coseKey: value },
    rest: data.subarray(18 + length + used),
  }
}

const CURVES: Readonly<Record<number, { crv: string; size: number }>> = {
  1: { crv: 'P-256', size: 32 },
  2: { crv: 'P-384', size: 48 },
  3: { crv: 'P-521', size: 66 },
}

/** §6.5.1.1: no optional parameter but alg, uncompressed points. */
function readCoseKey(cose: Cbor): { key: KeyObject; alg: number } {
  assert(cose instanceof Map, 'COSE_Key is a map')
  const alg = cose.get(3)
  assert(typeof alg === 'number', 'alg')
  const part = (label: number) => {
    const value = cose.get(label)
    assert(value instanceof Uint8Array, `parameter ${label}`)
    return Buffer.from(value).toString('base64url')
  }
  const members = (...labels: number[]) =>
    assert.deepEqual([...cose.keys()], labels, 'COSE members')
  switch (cose.get(1)) {
    case 1:
      members(1, 3, -1, -2)
      assert.equal(cose.get(-1), 6, 'Ed25519')
      return { alg, key: jwk({ kty: 'OKP', crv: 'Ed25519', x: part(-2) }) }
    case 2: {
      members(1, 3, -1, -2, -3)
      const { crv, size } = CURVES[Number(cose.get(-1))] ?? assert.fail('the curve')
      for (const label of [-2, -3])
        assert.equal((cose.get(label) as Uint8Array).length, size, 'coordinates have full length')
      return { alg, key: jwk({ kty: 'EC', crv, x: part(-2), y: part(-3) }) }
    }
    default:
      assert.equal(cose.get(1), 3, 'RSA')
      members(1, 3, -1, -2)
      return { alg, key: jwk({ kty: 'RSA', n: part(-1), e: part(-2) }) }
  }
}

/** Steps 21 to 23 as far as they need no trust: `none` is empty, self attestation is signed by the key. */
function checkStatement(
  attestation: ReadonlyMap<unknown, Cbor>,
  { clientDataJSON, authenticatorData }: RegistrationJson['response'],
  aaguid: Buffer,
  key: KeyObject,
  alg: number,
): void {
  const statement = attestation.get('attStmt')
  if (attestation.get('fmt') === 'compound') {
    assert(Array.isArray(statement) && statement.length >= 2, 'a list of two or more')
    return
  }
  assert(statement instanceof Map, 'attStmt is a map')
  const signed = Buffer.concat([bytes(authenticatorData), sha256(bytes(clientDataJSON))])
  if (attestation.get('fmt') === 'none') assert.equal(statement.size, 0, 'none is empty')
  if (attestation.get('fmt') === 'packed' && !statement.has('x5c')) {
    assert.deepEqual([...statement.keys()], ['alg', 'sig'])
    assert.equal(statement.get('alg'), alg)
    assert(isSigned(key, alg, signed, statement.get('sig') as Uint8Array), 'self attestation')
  }
  if (attestation.get('fmt') === 'fido-u2f') {
    assert(aaguid.equals(Buffer.alloc(16)), 'U2F has no AAGUID')
    assert.deepEqual([...statement.keys()], ['sig', 'x5c'])
  }
}

const HASHES: Readonly<Record<number, string | null>> = {
  [-7]: 'sha256',
  [-35]: 'sha384',
  [-36]: 'sha512',
  [-8]: null,
  [-257]: 'sha256',
}

function isSigned(key: KeyObject, alg: number, data: Buffer, signature: Uint8Array): boolean {
  const hash = HASHES[alg]
  if (hash === undefined) assert.fail(`no verification of algorithm ${alg} here`)
  return verify(hash, data, key, signature)
}

function jwk(key: Record<string, string>): KeyObject {
  return createPublicKey({ key, format: 'jwk' })
}

function sha256(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest()
}

function bytes(base64url: string): Buffer {
  assert.match(base64url, /^[A-Za-z0-9_-]*$/, 'base64url without padding')
  return Buffer.from(base64url, 'base64url')
}
