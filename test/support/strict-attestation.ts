/**
 * Attestation statements as a relying party verifies them (WebAuthn §7.1 steps 21 to 24, §8), by node:crypto and a reader
 * of ASN.1.
 */
import { KeyMintKeyDescription } from '@peculiar/asn1-android'
import { AsnConvert } from '@peculiar/asn1-schema'
import { createHash, type KeyObject } from 'node:crypto'
import { assert } from './strict-checks'
import type { Cbor } from './canonical-cbor'
import {
  certificatesOf,
  checkAaguid,
  checkChain,
  checkPackedProfile,
  checkTpmProfile,
  extensionOf,
  type Trust,
} from './strict-certificates'
import { isSigned } from './strict-cose-key'
import { readCertifyInfo, readPublicArea } from './strict-tpm'

export type { Trust } from './strict-certificates'

interface AttestationParts {
  readonly format: string
  readonly statement: Cbor | undefined
  readonly authData: Buffer
}

interface Subject {
  readonly clientDataHash: Buffer
  readonly key: KeyObject
  readonly alg: number
  readonly aaguid: Buffer
  readonly id: Buffer
}

type Members = ReadonlyMap<number | string, Cbor>
type Verify = (statement: Members, about: About) => void

interface About extends Subject {
  readonly authData: Buffer
  /** The bytes that most formats sign. */
  readonly signed: Buffer
  readonly trust: Trust | undefined
}

const NONCE_OID = '1.2.840.113635.100.8.2'
const NONCE_HEAD = Buffer.from('3024a1220420', 'hex')
const KEY_DESCRIPTION_OID = '1.3.6.1.4.1.11129.2.1.17'
const ORIGIN_GENERATED = 0
const PURPOSE_SIGN = 2

/** @throws {assert.AssertionError} naming what is wrong. */
export function checkAttestation(
  { format, statement, authData }: AttestationParts,
  subject: Subject,
  trust: Trust | undefined,
): void {
  const signed = Buffer.concat([authData, subject.clientDataHash])
  const about = { ...subject, authData, signed, trust }
  if (format === 'compound') {
    checkCompound(statement, about)
    return
  }
  const verify = FORMATS[format] ?? assert.fail(`step 21: the format ${format}`)
  assert(statement instanceof Map, 'attStmt is a map')
  verify(statement, about)
}

const FORMATS: Readonly<Record<string, Verify>> = {
  none: (statement) => assert.equal(statement.size, 0, 'none is empty'),
  packed: (statement, about) =>
    statement.has('x5c') ? packedWithCertificate(statement, about) : packedSelf(statement, about),
  tpm,
  'android-key': androidKey,
  apple,
  'fido-u2f': fidoU2f,
}

/** §8.9: two or more, none of them compound. */
function checkCompound(statement: Cbor | undefined, { trust, ...about }: About): void {
  assert(Array.isArray(statement) && statement.length >= 2, 'a list of two or more')
  for (const part of statement as readonly Cbor[]) {
    assert(part instanceof Map, 'a part is a map')
    const format = part.get('fmt')
    assert(typeof format === 'string' && format !== 'compound', 'the format of a part')
    checkAttestation(
      { format, statement: part.get('attStmt'), authData: about.authData },
      about,
      trust,
    )
  }
}

function packedSelf(statement: Members, { alg, key, signed }: About): void {
  members(statement, 'alg', 'sig')
  assert.equal(statement.get('alg'), alg, '§8.2: alg of the key')
  assert(isSigned(key, alg, signed, bytesOf(statement, 'sig')), 'self attestation')
}

function packedWithCertificate(statement: Members, about: About): void {
  members(statement, 'alg', 'sig', 'x5c')
  const [leaf, ...others] = certificatesOf(statement.get('x5c'))
  const alg = statement.get('alg') as number
  assert(isSigned(leaf.publicKey, alg, about.signed, bytesOf(statement, 'sig')), '§8.2: sig')
  checkPackedProfile(leaf)
  checkAaguid(leaf, about.aaguid)
  checkChain([leaf, ...others], about.trust)
}

function tpm(statement: Members, about: About): void {
  members(statement, 'alg', 'sig', 'ver', 'x5c', 'pubArea', 'certInfo')
  assert.equal(statement.get('ver'), '2.0', '§8.3: ver')
  const [leaf, ...others] = certificatesOf(statement.get('x5c'))
  const pubArea = bytesOf(statement, 'pubArea')
  assert(readPublicArea(pubArea).equals(about.key), '§8.3: pubArea is of the key')
  const certInfo = bytesOf(statement, 'certInfo')
  const { extraData, name } = readCertifyInfo(certInfo)
  const hash = createHash('sha256')
  assert(extraData.equals(hash.update(about.signed).digest()), '§8.3: extraData')
  const expectedName = createHash('sha256').update(pubArea).digest()
  assert(name.equals(Buffer.concat([Buffer.from('000b', 'hex'), expectedName])), '§8.3: name')
  const alg = statement.get('alg') as number
  assert(isSigned(leaf.publicKey, alg, certInfo, bytesOf(statement, 'sig')), '§8.3: sig')
  checkTpmProfile(leaf)
  checkAaguid(leaf, about.aaguid)
  checkChain([leaf, ...others], about.trust)
}

function androidKey(statement: Members, about: About): void {
  members(statement, 'alg', 'sig', 'x5c')
  const [leaf, ...others] = certificatesOf(statement.get('x5c'))
  const alg = statement.get('alg') as number
  assert(isSigned(leaf.publicKey, alg, about.signed, bytesOf(statement, 'sig')), '§8.4: sig')
  assert(leaf.publicKey.equals(about.key), '§8.4: the key of the certificate')
  const description = extensionOf(leaf, KEY_DESCRIPTION_OID)
  assert(description, '§8.4: a key description')
  checkKeyDescription(description.value, about.clientDataHash)
  checkChain([leaf, ...others], about.trust)
}

/** The union of both lists, for a relying party that does not require a trusted execution environment. */
function checkKeyDescription(value: Buffer, clientDataHash: Buffer): void {
  const description = AsnConvert.parse(value, KeyMintKeyDescription)
  const challenge = Buffer.from(description.attestationChallenge.buffer)
  assert(challenge.equals(clientDataHash), '§8.4: attestationChallenge')
  const lists = [description.softwareEnforced, description.hardwareEnforced]
  const isForAll = lists.some(({ allApplications }) => allApplications !== undefined)
  assert(!isForAll, '§8.4: allApplications')
  const origins = lists.flatMap(({ origin }) => origin ?? [])
  assert.deepEqual(origins, [ORIGIN_GENERATED], '§8.4: origin')
  const purposes = lists.flatMap(({ purpose }) => [...(purpose ?? [])])
  assert.deepEqual(purposes, [PURPOSE_SIGN], '§8.4: purpose')
}

function apple(statement: Members, about: About): void {
  members(statement, 'x5c')
  const [leaf, ...others] = certificatesOf(statement.get('x5c'))
  const nonce = createHash('sha256').update(about.signed).digest()
  const extension = extensionOf(leaf, NONCE_OID)
  assert(extension?.value.equals(Buffer.concat([NONCE_HEAD, nonce])), '§8.8: the nonce')
  assert(leaf.publicKey.equals(about.key), '§8.8: the key of the certificate')
  checkChain([leaf, ...others], about.trust)
}

function fidoU2f(statement: Members, about: About): void {
  members(statement, 'sig', 'x5c')
  assert(about.aaguid.equals(Buffer.alloc(16)), 'U2F has no AAGUID')
  const [leaf, ...others] = certificatesOf(statement.get('x5c'))
  assert.equal(others.length, 0, '§8.6: one certificate')
  const { crv, x = '', y = '' } = about.key.export({ format: 'jwk' })
  assert.equal(crv, 'P-256', '§8.6: the curve')
  const point = Buffer.concat([
    Buffer.of(4),
    ...[x, y].map((part) => Buffer.from(part, 'base64url')),
  ])
  const rpIdHash = about.authData.subarray(0, 32)
  const data = Buffer.concat([Buffer.of(0), rpIdHash, about.clientDataHash, about.id, point])
  assert(isSigned(leaf.publicKey, -7, data, bytesOf(statement, 'sig')), '§8.6: sig')
  checkChain([leaf], about.trust)
}

function members(statement: Members, ...names: string[]): void {
  assert.deepEqual([...statement.keys()], names, 'the members of the statement')
}

function bytesOf(statement: Members, name: string): Buffer {
  const value = statement.get(name)
  assert(value instanceof Uint8Array, `${name} is a byte string`)
  return Buffer.from(value)
}
