/** The two structures of a TPM (TPM 2.0 library, part 2) in a `tpm` statement (WebAuthn §8.3), field by field. */
import { shownBytes, toHex } from './bytes'
import { ByteCursor } from './byte-cursor'
import { problemsOf, type Field, type Problem } from './field'
import { FIELD_BYTES, type PointCurve, type PublicKey } from './public-key'

export const TPM_GENERATED_VALUE = 0xff544347
export const TPM_ST_ATTEST_CERTIFY = 0x8017
const TPM_ALG_RSA = 0x0001
const TPM_ALG_ECC = 0x0023

const NAMES: Readonly<Record<number, string>> = {
  [TPM_ALG_RSA]: 'TPM_ALG_RSA',
  0x0004: 'TPM_ALG_SHA1',
  0x000b: 'TPM_ALG_SHA256',
  0x000c: 'TPM_ALG_SHA384',
  0x000d: 'TPM_ALG_SHA512',
  0x0010: 'TPM_ALG_NULL',
  0x0014: 'TPM_ALG_RSASSA',
  0x0016: 'TPM_ALG_RSAPSS',
  0x0018: 'TPM_ALG_ECDSA',
  [TPM_ALG_ECC]: 'TPM_ALG_ECC',
}

/** TPM_ECC_CURVE. */
const CURVES: Readonly<Record<number, PointCurve>> = { 3: 'P-256', 4: 'P-384', 5: 'P-521' }

/** The hashes that name an object. */
export const TPM_HASHES = {
  0x0004: 'SHA-1',
  0x000b: 'SHA-256',
  0x000c: 'SHA-384',
  0x000d: 'SHA-512',
} as const

/** TPMS_ATTEST (§10.12.8). */
export interface CertifyInfo {
  readonly fields: readonly Field[]
  readonly problems: readonly Problem[]
  readonly magic: number | undefined
  readonly type: number | undefined
  readonly extraData: Uint8Array | undefined
  readonly name: Uint8Array | undefined
}

/** TPMT_PUBLIC (§12.2.4). */
export interface PublicArea {
  readonly fields: readonly Field[]
  readonly problems: readonly Problem[]
  readonly nameAlg: number | undefined
  /** undefined for a kind that is not supported here. */
  readonly key: PublicKey | undefined
}

export function readCertifyInfo(bytes: Uint8Array): CertifyInfo {
  const cursor = new ByteCursor(bytes)
  const magic = cursor.number('magic', 4, (value) => ({
    value: value === TPM_GENERATED_VALUE ? 'TPM_GENERATED_VALUE' : hexNumber(value),
    problems: value === TPM_GENERATED_VALUE ? [] : ['not TPM_GENERATED_VALUE'],
  }))
  const type = cursor.number('type', 2, (value) => ({
    value: value === TPM_ST_ATTEST_CERTIFY ? 'TPM_ST_ATTEST_CERTIFY' : hexNumber(value),
    problems: value === TPM_ST_ATTEST_CERTIFY ? [] : ['not TPM_ST_ATTEST_CERTIFY'],
  }))
  cursor.sized('qualifiedSigner')
  const extraData = cursor.sized('extraData')
  cursor.take('clock', 8, (own) => String(BigInt(`0x${toHex(own)}`)))
  cursor.number('resetCount', 4)
  cursor.number('restartCount', 4)
  cursor.number('safe', 1)
  cursor.take('firmwareVersion', 8)
  const name = cursor.sized('attested name')
  cursor.sized('attested qualifiedName')
  cursor.rest('trailing bytes', 'bytes after the end')
  return {
    fields: cursor.fields,
    problems: problemsOf(cursor.fields),
    magic,
    type,
    extraData,
    name,
  }
}

export function readPublicArea(bytes: Uint8Array): PublicArea {
  const cursor = new ByteCursor(bytes)
  const type = cursor.number('type', 2, tpmName)
  const nameAlg = cursor.number('nameAlg', 2, tpmName)
  cursor.take('objectAttributes', 4)
  cursor.sized('authPolicy', shownBytes)
  const key = type === TPM_ALG_RSA ? rsa(cursor) : type === TPM_ALG_ECC ? point(cursor) : undefined
  cursor.rest('trailing bytes', key ? 'bytes after the end' : 'a type that is not read here')
  return { fields: cursor.fields, problems: problemsOf(cursor.fields), nameAlg, key }
}

/** TPMS_RSA_PARMS, then the modulus. */
function rsa(cursor: ByteCursor): PublicKey | undefined {
  cursor.number('symmetric', 2, tpmName)
  const scheme = cursor.number('scheme', 2, tpmName)
  if (takesHash(scheme)) cursor.number('scheme hash', 2, tpmName)
  cursor.number('keyBits', 2)
  const exponent = cursor.number('exponent', 4, (value) =>
    value === 0 ? '0: 65537' : String(value),
  )
  const n = cursor.sized('unique')
  if (!n || exponent === undefined) return undefined
  const e = (exponent || 65_537).toString(16).padStart(8, '0')
  return { kind: 'rsa', n, e: Uint8Array.from(e.match(/../g) ?? [], (pair) => parseInt(pair, 16)) }
}

/** TPMS_ECC_PARMS, then the point. */
function point(cursor: ByteCursor): PublicKey | undefined {
  cursor.number('symmetric', 2, tpmName)
  const scheme = cursor.number('scheme', 2, tpmName)
  if (takesHash(scheme)) cursor.number('scheme hash', 2, tpmName)
  const curveId = cursor.number('curveID', 2, (id) => CURVES[id] ?? hexNumber(id))
  const kdf = cursor.number('kdf', 2, tpmName)
  if (takesHash(kdf)) cursor.number('kdf hash', 2, tpmName)
  const x = cursor.sized('unique x')
  const y = cursor.sized('unique y')
  const curve = CURVES[curveId ?? 0]
  if (!curve || !x || !y) return undefined
  const size = FIELD_BYTES[curve]
  return { kind: 'ec', curve, x: padded(x, size), y: padded(y, size) }
}

/** Whether a hash follows the scheme. */
function takesHash(scheme: number | undefined): boolean {
  return scheme !== undefined && NAMES[scheme] !== 'TPM_ALG_NULL'
}

/** A TPM may omit leading zeros. */
function padded(coordinate: Uint8Array, size: number): Uint8Array {
  if (coordinate.length >= size) return coordinate
  const all = new Uint8Array(size)
  all.set(coordinate, size - coordinate.length)
  return all
}

function tpmName(value: number): string {
  return NAMES[value] ?? hexNumber(value)
}

function hexNumber(value: number): string {
  return `0x${value.toString(16)}`
}
