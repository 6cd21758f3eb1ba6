/** The attestation object (WebAuthn §6.5.4) as a tree, with its parsed statements (§8). */
import { shownBytes } from './bytes'
import { algorithmName } from './algorithms'
import { readAuthenticatorData, type AuthenticatorData, type Known } from './authenticator-data'
import { cborField, type Meaning, type Path } from './cbor-fields'
import { isWhole, readCbor, valueAt, type CborItem } from './cbor-reader'
import { nameText, readCertificate, type Certificate } from './certificate'
import { leaf, problemsOf, shifted, type Field, type Problem } from './field'
import { readJws, type Jws } from './jws'
import { readCertifyInfo, readPublicArea } from './tpm'

export interface AttestationObject {
  readonly bytes: Uint8Array
  readonly fields: readonly Field[]
  readonly problems: readonly Problem[]
  /** Whether it is neither cut off nor broken. */
  readonly isWhole: boolean
  readonly format: string | undefined
  /** undefined when it has none. */
  readonly authenticatorData: AuthenticatorData | undefined
  /** undefined when it has none. */
  readonly statement: Statement | undefined
}

export interface Statement {
  readonly format: string
  /** The path: `attStmt`, or `attStmt[0]` and so on inside a compound statement. */
  readonly place: string
  readonly item: CborItem
  readonly certificates: readonly Certificate[]
  /** Of `android-safetynet`. */
  readonly jws: Jws | undefined
  /** The parts of a compound statement. */
  readonly parts: readonly Statement[]
}

/** §6.5.4. The statement of the format `compound` is an array (§8.9). */
const MEMBERS: readonly {
  readonly name: string
  readonly kinds: readonly CborItem['kind'][]
  readonly words: string
}[] = [
  { name: 'fmt', kinds: ['text'], words: 'text' },
  { name: 'attStmt', kinds: ['map', 'array'], words: 'map' },
  { name: 'authData', kinds: ['bytes'], words: 'byte string' },
]

/** A limit. A compound statement must not contain another compound one. */
const MOST_PARTS = 32
const MOST_CERTIFICATES = 32

export function readAttestationObject(bytes: Uint8Array, known: Known = {}): AttestationObject {
  const item = readCbor(bytes)
  const data = valueAt(item, 'authData')
  const authenticatorData =
    data?.kind === 'bytes' ? readAuthenticatorData(data.value, known) : undefined
  const fmt = valueAt(item, 'fmt')
  const format = fmt?.kind === 'text' ? fmt.value : undefined
  const attStmt = valueAt(item, 'attStmt')
  const statement = attStmt && readStatement(format ?? '', attStmt, 'attStmt')
  const meaningOf = (path: Path, value: CborItem) =>
    meaning(path, value, format ?? '', authenticatorData)
  const root = cborField('attestationObject', item, { bytes, meaningOf })
  const fields = [
    { ...root, problems: [...root.problems, ...memberProblems(item)] },
    ...trailing(bytes, item.end),
  ]
  return {
    bytes,
    fields,
    problems: problemsOf(fields),
    isWhole: isWhole(item),
    format,
    authenticatorData,
    statement,
  }
}

/** A member of a statement. */
export function memberOf({ item }: Statement, name: string): CborItem | undefined {
  return valueAt(item, name)
}

export function bytesOf(statement: Statement, name: string): Uint8Array | undefined {
  const value = memberOf(statement, name)
  return value?.kind === 'bytes' ? value.value : undefined
}

export function numberOf(statement: Statement, name: string): number | undefined {
  const value = memberOf(statement, name)
  return value?.kind === 'integer' ? Number(value.value) : undefined
}

/** This statement and those inside it. */
export function withParts(statement: Statement): readonly Statement[] {
  return [statement, ...statement.parts.flatMap(withParts)]
}

function readStatement(format: string, item: CborItem, place: string): Statement {
  const jwsBytes = valueAt(item, 'response')
  const jws =
    format === 'android-safetynet' && jwsBytes?.kind === 'bytes'
      ? readJws(jwsBytes.value)
      : undefined
  const x5c = valueAt(item, 'x5c')
  const ders =
    x5c?.kind === 'array'
      ? x5c.items.map((one) => (one.kind === 'bytes' ? one.value : new Uint8Array()))
      : (jws?.certificates ?? [])
  return {
    format,
    place,
    item,
    certificates: ders.slice(0, MOST_CERTIFICATES).map(readCertificate),
    jws,
    parts: format === 'compound' ? partsOf(item, place) : [],
  }
}

function partsOf(item: CborItem, place: string): readonly Statement[] {
  if (item.kind !== 'array') return []
  return item.items.slice(0, MOST_PARTS).flatMap((part, i) => {
    const fmt = valueAt(part, 'fmt')
    const attStmt = valueAt(part, 'attStmt')
    if (fmt?.kind !== 'text' || fmt.value === 'compound' || !attStmt) return []
    return [readStatement(fmt.value, attStmt, `${place}[${i}].attStmt`)]
  })
}

function memberProblems(item: CborItem): readonly string[] {
  if (item.kind === 'broken') return []
  if (item.kind !== 'map') return ['not a map']
  return MEMBERS.flatMap(({ name, kinds, words }) => {
    const member = valueAt(item, name)
    if (!member) return [`${name} is missing`]
    return member.kind === 'broken' || kinds.includes(member.kind) ? [] : [`${name} is no ${words}`]
  })
}

function trailing(bytes: Uint8Array, end: number): readonly Field[] {
  if (end >= bytes.length) return []
  const problems = ['bytes after the end']
  return [leaf(bytes, 'trailing bytes', { start: end, end: bytes.length }, { problems })]
}

function meaning(
  path: Path,
  item: CborItem,
  format: string,
  data: AuthenticatorData | undefined,
): Meaning | undefined {
  if (path.length === 1 && path[0] === 'authData' && item.kind === 'bytes' && isDefinite(item))
    return { value: `${item.value.length} bytes`, parts: shifted(data?.fields ?? [], item.headEnd) }
  if (path[0] !== 'attStmt') return undefined
  return statementMeaning(path.slice(1), item, format)
}

function statementMeaning(path: Path, item: CborItem, format: string): Meaning | undefined {
  const name = path.findLast((step) => typeof step === 'string')
  if (name === 'x5c' && item.kind === 'bytes') return certificateMeaning(item.value)
  if (name === 'alg' && item.kind === 'integer') return { value: algorithmName(Number(item.value)) }
  if (item.kind !== 'bytes' || !isDefinite(item)) return undefined
  const parts = structureOf(name, item.value, format)
  const value = { value: shownBytes(item.value), isBytes: true }
  return parts && { ...value, parts: shifted(parts, item.headEnd) }
}

/** The fields of a byte string with its own structure. */
function structureOf(
  name: string | number | undefined,
  bytes: Uint8Array,
  format: string,
): readonly Field[] | undefined {
  if (name === 'certInfo') return readCertifyInfo(bytes).fields
  if (name === 'pubArea') return readPublicArea(bytes).fields
  if (name === 'response' && format === 'android-safetynet') return readJws(bytes).fields
  return undefined
}

/** Whether the content of a byte string is contiguous. */
function isDefinite({ start, headEnd, end, ...item }: CborItem): boolean {
  return item.kind === 'bytes' && start < headEnd && end - headEnd === item.value.length
}

function certificateMeaning(der: Uint8Array): Meaning {
  const certificate = readCertificate(der)
  const { fault } = certificate
  if (fault !== null) return { problems: [fault] }
  const { subject, issuer } = certificate
  const owner = subject.length === 0 ? 'without a subject' : `of ${nameText(subject)}`
  return { value: `a certificate ${owner}, issued by ${nameText(issuer)}` }
}
