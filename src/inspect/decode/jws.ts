/** The JSON Web Signature of an `android-safetynet` statement (WebAuthn §8.5): three parts, separated by dots. */
import { decodeBase64Url, isBase64Url } from '../../shared/base64url'
import { utf8, utf8Text } from './bytes'
import { leaf, type Field } from './field'
import { jsonText } from './response-members'

export interface Jws {
  readonly fields: readonly Field[]
  readonly header: Readonly<Record<string, unknown>> | undefined
  readonly payload: Readonly<Record<string, unknown>> | undefined
  /** The signed bytes. */
  readonly signed: Uint8Array
  readonly signature: Uint8Array
  /** DER, the leaf first, from the header. */
  readonly certificates: readonly Uint8Array[]
}

const NAMES = ['header', 'payload', 'signature']

export function readJws(bytes: Uint8Array): Jws {
  const text = utf8Text(bytes) ?? ''
  const parts = text.split('.')
  const [header = '', payload = '', signature = ''] = parts
  const json = parsedJson(header)
  return {
    fields: parts.length === NAMES.length ? fieldsOf(bytes, parts) : [],
    header: json,
    payload: parsedJson(payload),
    signed: utf8(`${header}.${payload}`),
    signature: decoded(signature),
    certificates: x5cOf(json),
  }
}

/** base64, as for certificates in JWS (RFC 7515 §4.1.6) and SafetyNet's nonce. @returns undefined when it is not base64. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const url = text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  return isBase64Url(url) ? decodeBase64Url(url) : undefined
}

function fieldsOf(bytes: Uint8Array, parts: readonly string[]): readonly Field[] {
  let at = 0
  return parts.flatMap((part, i) => {
    const name = NAMES[i] ?? ''
    const start = at
    const end = start + part.length
    at = end + 1
    const json = name === 'signature' ? undefined : parsedJson(part)
    const problems = json || name === 'signature' ? [] : ['not JSON in base64url']
    const value = json && { value: jsonText(json) ?? '' }
    const field = leaf(bytes, name, { start, end }, { ...value, problems })
    const dot = { start: end, end: at }
    return i < parts.length - 1 ? [field, leaf(bytes, 'dot', dot, { value: '.' })] : [field]
  })
}

function parsedJson(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(utf8Text(decodeBase64Url(part)) ?? '')
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}

function decoded(part: string): Uint8Array {
  return isBase64Url(part) ? decodeBase64Url(part) : new Uint8Array()
}

function x5cOf(header: Readonly<Record<string, unknown>> | undefined): readonly Uint8Array[] {
  const x5c: unknown = header?.x5c
  if (!Array.isArray(x5c)) return []
  return x5c.flatMap((one: unknown) => {
    const der = typeof one === 'string' ? decodeBase64(one) : undefined
    return der ? [der] : []
  })
}
