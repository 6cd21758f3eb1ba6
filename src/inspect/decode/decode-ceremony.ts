/** A ceremony for display: plain data without secrets that can be shown, compared, and written as JSON. */
import { byteLengthOf, encodeBase64Url, isBase64Url } from '../../shared/base64url'
import { algorithmName } from './algorithms'
import type { Statement } from './attestation-object'
import { utf8Text } from './bytes'
import {
  memberBytes,
  memberProblems,
  readCeremony,
  type Ceremony,
  type CeremonyInput,
} from './ceremony'
import type { ClientDataMember } from './client-data'
import { showCertificates, type ShownCertificate } from './show-certificates'
import { extensionLines, type ExtensionLine } from './extension-lines'
import type { Field, Problem } from './field'
import { faultOfKey, keyKind } from './public-key'
import { jsonText, textsOf } from './response-members'
import { readSpki } from './spki'

export interface DecodedCeremony {
  readonly kind: 'create' | 'get'
  /** The members that are not structured byte strings. */
  readonly members: readonly MemberLine[]
  /** null when the answer has none. */
  readonly clientData: ShownClientData | null
  /** The authenticator data. For a registration, the data inside the attestation object. */
  readonly authenticatorData: readonly Field[] | null
  readonly attestationObject: readonly Field[] | null
  readonly statements: readonly ShownStatement[]
  readonly signature: ShownSignature | null
  readonly extensions: readonly ExtensionLine[]
  /** In the order in which a page lists them. */
  readonly sizes: readonly Size[]
  /** All problems of the bytes. */
  readonly problems: readonly Problem[]
}

/** One value with its name. */
export interface Line {
  readonly name: string
  readonly value: string
}

/** A member of the response. */
export interface MemberLine extends Line {
  /** The member in base64url, if it is a byte string. */
  readonly bytes?: string
}

export interface ShownClientData {
  /** As a relying party reads it. */
  readonly text: string
  readonly members: readonly ClientDataMember[]
  readonly notes: readonly string[]
}

export interface ShownStatement {
  readonly format: string
  /** The path: `attStmt`, or `attStmt[0].attStmt` and so on inside a compound statement. */
  readonly place: string
  readonly certificates: readonly ShownCertificate[]
}

interface ShownSignature {
  readonly form: string
  readonly fields: readonly Field[]
}

export interface Size {
  readonly name: string
  readonly bytes: number
}

/** Never rejects: unreadable data becomes a field or a problem at its path. */
export async function decodeCeremony(input: CeremonyInput): Promise<DecodedCeremony> {
  const ceremony = readCeremony(input)
  const { kind, clientData, authenticatorData, attestationObject, signature } = ceremony
  return {
    kind,
    members: memberLines(ceremony),
    clientData: clientData ? shownClientData(clientData) : null,
    authenticatorData: authenticatorData?.fields ?? null,
    attestationObject: attestationObject?.fields ?? null,
    statements: await Promise.all(ceremony.statements.map(shownStatement)),
    signature: signature ? { form: signature.form, fields: signature.fields } : null,
    extensions: extensionLines(ceremony),
    sizes: sizesOf(ceremony),
    problems: problemsOfCeremony(ceremony),
  }
}

/** All problems of the bytes, by path. */
function problemsOfCeremony(ceremony: Ceremony): readonly Problem[] {
  const { response, clientData, authenticatorData, attestationObject } = ceremony
  const under = (place: string, problems: readonly Problem[] = []) =>
    problems.map((problem) => ({ ...problem, place: `${place}.${problem.place}` }))
  return [
    ...(response ? [] : [{ place: 'response', text: 'missing, or no object' }]),
    ...memberProblems(ceremony),
    ...(clientData?.problems ?? []).map((text) => ({ place: 'clientDataJSON', text })),
    ...(attestationObject?.problems ?? []),
    ...(attestationObject ? [] : under('authenticatorData', authenticatorData?.problems)),
    ...under('signature', ceremony.signature?.problems),
  ]
}

function shownClientData({ text, members, notes }: NonNullable<Ceremony['clientData']>) {
  return { text, members, notes }
}

async function shownStatement({ format, place, certificates }: Statement): Promise<ShownStatement> {
  return { format, place, certificates: await showCertificates(certificates) }
}

function memberLines(ceremony: Ceremony): readonly MemberLine[] {
  const { credential, response, kind } = ceremony
  const line = (name: string, value: unknown) => ({ name, value: shown(value) })
  const outer = [
    ...['id', 'rawId'].map((name) => bytesLine(name, credential[name])),
    ...['type', 'authenticatorAttachment'].map((name) => line(name, credential[name])),
  ]
  if (kind === 'get') return [...outer, ...userHandleLines(ceremony)]
  const algorithm = response?.publicKeyAlgorithm
  const transports = response?.transports
  return [
    ...outer,
    line('transports', Array.isArray(transports) ? textsOf(transports).join(', ') : transports),
    line(
      'publicKeyAlgorithm',
      typeof algorithm === 'number' ? algorithmName(algorithm) : algorithm,
    ),
    { name: 'publicKey', value: publicKeyWords(ceremony) },
  ]
}

function shown(value: unknown): string {
  if (value === undefined) return 'not stated'
  return typeof value === 'string' ? value : (jsonText(value) ?? 'not stated')
}

/** Shows a text that is not base64url unchanged. */
function bytesLine(name: string, value: unknown): MemberLine {
  const isBytes = typeof value === 'string' && value !== '' && isBase64Url(value)
  return { name, value: shown(value), ...(isBytes && { bytes: value }) }
}

function userHandleLines(ceremony: Ceremony): readonly MemberLine[] {
  const bytes = memberBytes(ceremony, 'userHandle')
  if (!bytes) return [{ name: 'userHandle', value: shown(ceremony.response?.userHandle) }]
  const text = utf8Text(bytes)
  return [
    bytes.length === 0
      ? { name: 'userHandle', value: 'empty' }
      : bytesLine('userHandle', encodeBase64Url(bytes)),
    { name: 'userHandle as text', value: text === undefined ? 'not UTF-8' : JSON.stringify(text) },
  ]
}

function publicKeyWords(ceremony: Ceremony): string {
  const bytes = memberBytes(ceremony, 'publicKey')
  if (!bytes) return shown(ceremony.response?.publicKey)
  const key = readSpki(bytes)
  if (!key) return `${bytes.length} bytes: no key of a kind that is read here`
  return `${keyKind(key)}, SubjectPublicKeyInfo of ${bytes.length} bytes${faultWords(faultOfKey(key))}`
}

function faultWords(fault: string | null): string {
  return fault === null ? '' : `: ${fault}`
}

function sizesOf(ceremony: Ceremony): readonly Size[] {
  const { credential, authenticatorData, members } = ceremony
  const attested = authenticatorData?.attested
  const publicKey = attested?.publicKey.field.length
  const rawId = credential.rawId
  return [
    ...(typeof rawId === 'string'
      ? [{ name: 'credential id', bytes: byteLengthOf(rawId.replace(/=+$/, '')) }]
      : []),
    ...members
      .filter(({ name }) => name !== 'id' && name !== 'rawId')
      .flatMap(({ name, bytes }) => (bytes ? [{ name, bytes: bytes.length }] : [])),
    ...(publicKey === undefined ? [] : [{ name: 'COSE key', bytes: publicKey }]),
  ]
}
