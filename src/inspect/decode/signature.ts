/** What the bytes of a signature reveal (WebAuthn §6.5.5). */
import { byteCount, toHex } from './bytes'
import { ByteCursor } from './byte-cursor'
import { problemsOf, type Field, type Problem } from './field'

export interface Signature {
  readonly bytes: Uint8Array
  /** Its apparent form. Only the key determines the algorithm. */
  readonly form: string
  readonly fields: readonly Field[]
  readonly problems: readonly Problem[]
}

const SEQUENCE = 0x30
const INTEGER = 0x02
/** The length follows in one byte. */
const LONG = 0x81
/** The lengths of signatures of other kinds. */
const FORMS: Readonly<Record<number, string>> = {
  64: '64 bytes: Ed25519, or r and s of ECDSA without DER',
  96: '96 bytes: r and s of ECDSA with P-384, without DER',
  114: '114 bytes: Ed448',
  132: '132 bytes: r and s of ECDSA with P-521, without DER',
  256: '256 bytes: RSA with 2048 bits',
  384: '384 bytes: RSA with 3072 bits',
  512: '512 bytes: RSA with 4096 bits',
  2420: '2420 bytes: ML-DSA-44',
  3309: '3309 bytes: ML-DSA-65',
  4627: '4627 bytes: ML-DSA-87',
}

export function readSignature(bytes: Uint8Array): Signature {
  if (bytes[0] === SEQUENCE && FORMS[bytes.length] === undefined) return readEcdsaSignature(bytes)
  const form = FORMS[bytes.length] ?? byteCount(bytes.length)
  const cursor = new ByteCursor(bytes)
  if (bytes.length > 0) cursor.take('signature', bytes.length)
  const problems = bytes.length === 0 ? [{ place: 'signature', text: 'empty' }] : []
  return { bytes, form, fields: cursor.fields, problems }
}

/** Ecdsa-Sig-Value: a sequence of two integers. */
export function readEcdsaSignature(bytes: Uint8Array): Signature {
  const cursor = new ByteCursor(bytes)
  const tag = (name: string, kind: string, expected: number) =>
    cursor.number(name, 1, (value) => ({
      value: `0x${value.toString(16).padStart(2, '0')}${value === expected ? `: ${kind}` : ''}`,
      problems: value === expected ? [] : [`not the tag of ${kind}`],
    }))
  const isSequence = tag('tag', 'SEQUENCE', SEQUENCE) === SEQUENCE
  if (isSequence) {
    takeLength(cursor, 'length', (value) => value === cursor.left)
    for (const name of ['r', 's']) {
      if (tag(`${name} tag`, 'INTEGER', INTEGER) !== INTEGER) break
      const length = takeLength(cursor, `${name} length`)
      if (length === undefined) break
      cursor.take(name, length, (own) => ({
        value: toHex(own),
        isBytes: true,
        problems: integerProblems(own),
      }))
    }
  }
  cursor.rest(isSequence ? 'trailing bytes' : 'rest', isSequence ? 'bytes after the end' : 'no DER')
  const problems = problemsOf(cursor.fields)
  return { bytes, form: 'ECDSA: r and s in DER', fields: cursor.fields, problems }
}

/** One byte, or 0x81 and one byte, because a P-521 signature has more than 127 bytes. */
function takeLength(
  cursor: ByteCursor,
  name: string,
  fits: (value: number) => boolean = () => true,
): number | undefined {
  const told = (value: number) => ({
    value: byteCount(value),
    problems: fits(value) ? [] : ['not the length of what follows'],
  })
  const first = cursor.number(name, 1, (value) =>
    value === LONG ? { value: 'one more byte' } : told(value),
  )
  return first === LONG ? cursor.number(`${name}, continued`, 1, told) : first
}

function integerProblems(own: Uint8Array): readonly string[] {
  const [first = 0, second = 0] = own
  return [
    ...(own.length === 0 ? ['empty'] : []),
    ...(first >= 0x80 ? ['negative'] : []),
    ...(own.length > 1 && first === 0 && second < 0x80 ? ['a leading zero too many'] : []),
  ]
}
