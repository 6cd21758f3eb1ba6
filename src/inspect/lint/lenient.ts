/** Reads hostile JSON without refusing it: a member of the wrong type counts as absent. */
import { decodeBase64Url, isBase64Url } from '../../shared/base64url'

export type Members = Readonly<Record<string, unknown>>

const NO_MEMBERS: Members = {}

export function membersOf(value: unknown): Members {
  return isObject(value) && !Array.isArray(value) ? value : NO_MEMBERS
}

export function has(members: Members, name: string): boolean {
  return Object.hasOwn(members, name) && members[name] !== undefined && members[name] !== null
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** @returns undefined where the value is not unpadded base64url. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  return typeof value === 'string' && isBase64Url(value) ? decodeBase64Url(value) : undefined
}

/** Bytes that are longer are no words of anybody. */
const LONGEST_WORDS = 256

/** The bytes as text, where they are printable UTF-8. */
export function wordsIn(bytes: Uint8Array): string | undefined {
  // Almost all random bytes end here, so that a ceremony does not wait for what follows.
  if (bytes.length > LONGEST_WORDS || bytes.some(isControl)) return undefined
  const escaped = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  try {
    const text = decodeURIComponent(escaped)
    return text !== '' && !/\p{C}/u.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

function isControl(byte: number): boolean {
  return byte < 0x20 || byte === 0x7f
}

/** The host of a serialised origin; undefined for an opaque origin, and for text that is no origin. */
export function hostOf(origin: string): string | undefined {
  return /^https?:\/\/(\[[\da-f:.]+\]|[^/:?#@\s]+)(?::\d+)?$/i.exec(origin)?.[1]?.toLowerCase()
}

/** Whether the text is a domain and nothing else. */
export function isPlainDomain(text: string): boolean {
  return (
    /^[^\s/:@?#[\]]+$/.test(text) &&
    text.split('.').every((label) => label !== '') &&
    !/^\d+(\.\d+){3}$/.test(text)
  )
}

/** Whether a host is the domain or one below it. */
export function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null
}
