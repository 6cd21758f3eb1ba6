/**
 * The tests' own relying party: the steps of WebAuthn §7.1 and §7.2 with node:crypto, without any code of Latchkey. Stricter
 * than common libraries where the specification is stricter: reserved bits, canonical CBOR, exact members. The steps that
 * need a relying party's memory (users, trust anchors, time) run only if `Expected` has the remembered values.
 */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { assert } from './strict-checks'
import { checkAttestation, type Trust } from './strict-attestation'
import { readCanonicalCbor, readFirstCanonicalCbor, type Cbor } from './canonical-cbor'
import { checkClientData, checkSerialisation, type ExpectedClient } from './strict-client-data'
import { isSigned, readCoseKey } from './strict-cose-key'

export interface Expected extends ExpectedClient {
  readonly rpId: string
  readonly userVerification?: string | undefined
  /** An automatic upgrade may state that the user was not present (§7.1 step 15). */
  readonly presenceOptional?: boolean
  /** Whether the answer must also have the form of Latchkey's own client, which is more than a relying party may require. */
  readonly exact?: boolean
  /** For how long the challenge has been waiting, in milliseconds (§13.4.3). */
  readonly ageMs?: number
}

export interface ExpectedRegistration extends Expected {
  readonly algorithms: readonly number[]
  /** The credential ids that are registered, for any user (§7.1 step 26). */
  readonly registeredIds?: ReadonlySet<string>
  /** Who is trusted to attest (§7.1 steps 23 and 24); absent: no chain is checked. */
  readonly trust?: Trust
}

export interface ExpectedAuthentication extends Expected {
  /** The credential ids that the page named (§7.2 step 5). */
  readonly allowedIds?: readonly string[]
  /** The user of the credential (§7.2 step 6). */
  readonly user?: { readonly handle: string; readonly isKnownBefore: boolean }
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

/** The parts of a RegistrationResponseJSON that are read. */
interface RegistrationJson extends CredentialJson {
  readonly response: {
    readonly clientDataJSON: string
    readonly authenticatorData: string
    readonly publicKey?: string
    readonly publicKeyAlgorithm: number
    readonly attestationObject: string
    readonly transports: readonly string[]
  }
}

interface AuthenticationJson extends CredentialJson {
  readonly response: {
    readonly clientDataJSON: string
    readonly authenticatorData: string
    readonly signature: string
    readonly userHandle?: string
  }
}

interface CredentialJson {
  readonly id: string
  readonly rawId: string
  readonly type: string
  readonly clientExtensionResults: object
}

/** §15.1: the upper limit of the range for time-outs, after which no challenge need be kept. */
const LONGEST_CHALLENGE_MS = 600_000

/** @throws {assert.AssertionError} naming the first step of §7.1 that fails. */
export function verifyRegistration(
  credential: RegistrationJson,
  expected: ExpectedRegistration,
): Registered {
  const { id, response } = checkMembers(credential, expected)
  checkClientData(bytes(response.clientDataJSON), 'webauthn.create', expected) // steps 5 to 11
  const attestation = readCanonicalCbor(bytes(response.attestationObject)) // step 13
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
  const format = attestation.get('fmt')
  assert(typeof format === 'string', 'fmt is a text')
  checkAttestation(
    { format, statement: attestation.get('attStmt'), authData: Buffer.from(authData) },
    { clientDataHash: sha256(bytes(response.clientDataJSON)), key, alg, ...attested },
    expected.trust,
  ) // steps 21 to 24
  assert(!expected.registeredIds?.has(id), 'step 26: not registered yet')
  return { id, publicKey: key, alg, flags, signCount, aaguid: attested.aaguid, fmt: format }
}

/** @throws {assert.AssertionError} naming the first step of §7.2 that fails. */
export function verifyAuthentication(
  credential: AuthenticationJson,
  registered: Registered,
  expected: ExpectedAuthentication,
): { readonly flags: Flags; readonly signCount: number } {
  const { id, response } = checkMembers(credential, expected)
  const { allowedIds = [] } = expected
  assert(allowedIds.length === 0 || allowedIds.includes(id), 'step 5: a passkey that was named')
  assert.equal(id, registered.id, 'step 6: the credential that was registered')
  checkUser(response.userHandle, expected) // step 6
  checkClientData(bytes(response.clientDataJSON), 'webauthn.get', expected) // steps 8 to 14
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

/** §7.2 step 22, for a relying party that refuses a possible clone of an authenticator. */
export function checkSignCount(signCount: number, registered: Registered): void {
  if (signCount === 0 && registered.signCount === 0) return
  assert(signCount > registered.signCount, 'step 22: the counter has gone up')
}

function checkMembers<T extends RegistrationJson | AuthenticationJson>(
  credential: T,
  { exact = false, ageMs = 0, ...expected }: Expected,
): T {
  const { id, rawId, type, response } = credential
  bytes(id)
  assert.equal(id, rawId, 'id and rawId')
  assert.equal(type, 'public-key', 'the type of the credential')
  assert(isObject(response), 'a response')
  assert(isObject(credential.clientExtensionResults), 'extension results')
  assert(ageMs <= LONGEST_CHALLENGE_MS, '§13.4.3: the challenge is still valid')
  if (!exact) return credential
  checkSerialisation(bytes(response.clientDataJSON), typeOf(response), expected)
  if ('transports' in response) {
    const { transports } = response
    assert.deepEqual(transports, [...new Set(transports)].sort(), 'transports')
  }
  return credential
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function typeOf(response: object): string {
  return 'attestationObject' in response ? 'webauthn.create' : 'webauthn.get'
}

function checkUser(userHandle: string | undefined, { user }: ExpectedAuthentication): void {
  if (!user) return
  if (userHandle === undefined) assert(user.isKnownBefore, 'step 6: a user handle')
  else assert.equal(userHandle, user.handle, 'step 6: the user handle of the user')
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

function sha256(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest()
}

function bytes(base64url: string): Buffer {
  assert.equal(typeof base64url, 'string', 'a byte string is a text')
  assert.match(base64url, /^[A-Za-z0-9_-]*$/, 'base64url without padding')
  return Buffer.from(base64url, 'base64url')
}
