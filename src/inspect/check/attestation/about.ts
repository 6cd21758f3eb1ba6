/** The subject of attestation statements, and checks that several formats share. */
import type { Statement } from '../../decode/attestation-object'
import type { AuthenticatorData } from '../../decode/authenticator-data'
import { isEqual, toHex } from '../../decode/bytes'
import type { ReadCertificate } from '../../decode/certificate'
import { algorithmName } from '../../decode/algorithms'
import { keyOf } from '../../decode/cbor-reader'
import type { PublicKey } from '../../decode/public-key'
import { keyText } from '../../decode/public-key'
import { schemeOf, verifySignature, type Verdict } from '../../decode/verify-signature'
import { ok, onlyServerKnows, step, wrong, type CheckStep, type Judgement } from '../step'

export interface About {
  readonly data: AuthenticatorData
  readonly clientDataHash: Uint8Array
  /** What most formats sign: authenticator data, then the hash of the client data. */
  readonly signed: Uint8Array
  readonly aaguid: Uint8Array
  readonly credentialId: Uint8Array
  /** The credential public key, and its algorithm. */
  readonly key: PublicKey
  readonly algorithm: number
}

/** Checks one statement of a format, with a part for each item that its section verifies. */
export type CheckStatement = (
  statement: Statement,
  about: About,
) => Promise<readonly CheckStep[]> | readonly CheckStep[]

/** A part of a check that passes or fails. */
export function holds(section: string, title: string, isSo: boolean, fault: string): CheckStep {
  return step(section, title, isSo ? ok() : wrong(fault))
}

export function sameBytes(
  section: string,
  title: string,
  got: Uint8Array | undefined,
  expected: Uint8Array,
): CheckStep {
  const values = [{ name: title, got: got ? toHex(got) : 'missing', expected: toHex(expected) }]
  const isSame = got !== undefined && isEqual(got, expected)
  return step(section, title, isSame ? ok('', values) : wrong(`not so: ${title}`, values))
}

/** A statement has exactly the members of its format. */
export function membersPart(
  section: string,
  { item }: Statement,
  names: readonly string[],
): CheckStep {
  const title = `The statement has ${names.join(', ') || 'no members'}, and nothing else.`
  return step(section, title, judgeMembers(item, names))
}

function judgeMembers(item: Statement['item'], names: readonly string[]): Judgement {
  if (item.kind !== 'map') return wrong('the statement is no map')
  const found = item.entries.map(({ key }) => keyOf(key))
  const missing = names.filter((name) => !found.includes(name))
  const others = found.filter((name) => typeof name !== 'string' || !names.includes(name))
  if (missing.length > 0) return wrong(`missing in the statement: ${missing.join(', ')}`)
  return others.length === 0 ? ok() : wrong(`unknown in the statement: ${others.join(', ')}`)
}

export async function signaturePart(
  section: string,
  title: string,
  key: PublicKey | undefined,
  signing: { algorithm: number | undefined; data: Uint8Array; signature: Uint8Array | undefined },
): Promise<CheckStep> {
  const { algorithm, data, signature } = signing
  if (algorithm === undefined || !signature)
    return step(section, title, wrong('there is no signature, or no algorithm'))
  if (!key)
    return step(section, title, onlyServerKnows('the key is of a kind that is not read here'))
  const verdict = await verifySignature(key, schemeOf(algorithm), data, signature)
  return step(section, title, judgeVerdict(verdict, algorithm))
}

export function judgeVerdict(verdict: Verdict, algorithm: number): Judgement {
  const name = algorithmName(algorithm)
  if (verdict === 'valid') return ok(`the signature is valid by ${name}`)
  return verdict === 'invalid'
    ? wrong(`the signature is not valid by ${name}`)
    : onlyServerKnows(`verify it yourself: ${name} is not verified here`)
}

/** The certificate is for the credential key itself. */
export function sameKeyPart(section: string, leaf: ReadCertificate, { key }: About): CheckStep {
  const { publicKey } = leaf
  const isSame = publicKey !== undefined && keyText(publicKey) === keyText(key)
  const title = 'The public key of the certificate is the credential public key.'
  return holds(section, title, isSame, 'the certificate is of another key')
}

/** @returns undefined when the statement has no readable certificate. */
export function leafOf({ certificates }: Statement): ReadCertificate | undefined {
  const [leaf] = certificates
  return leaf?.fault === null ? leaf : undefined
}

export function leafPart(section: string, statement: Statement): CheckStep {
  const title = 'x5c has certificates, the attestation certificate first.'
  const fault = statement.certificates.length === 0 ? 'x5c is empty' : undefined
  const unread = statement.certificates.find((one) => one.fault !== null)?.fault
  const wrongWith = fault ?? unread ?? null
  return step(section, title, wrongWith === null ? ok() : wrong(wrongWith))
}
