/** Reads hostile JSON without rejecting it: a member of the wrong type counts as absent. */
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

/** @returns undefined when the value is not unpadded base64url. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  return typeof value === 'string' && isBase64Url(value) ? decodeBase64Url(value) : undefined
}

/** Longer bytes cannot be words. */
const LONGEST_WORDS = 256

/** The bytes as text, if they are printable UTF-8. */
export function wordsIn(bytes: Uint8Array): string | undefined {
  // Fast path: almost all random bytes end here.
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

/** The host of a serialised origin; undefined for an opaque origin, and for other text. */
export function hostOf(origin: string): string | undefined {
  return /^https?:\/\/(\[[\da-f:.]+\]|[^/:?#@\s]+)(?::\d+)?$/i.exec(origin)?.[1]?.toLowerCase()
}

/** Whether the text is exactly a domain. */
export function isPlainDomain(text: string): boolean {
  return (
    /^[^\s/:@?#[\]]+$/.test(text) &&
    text.split('.').every((label) => label !== '') &&
    !/^\d+(\.\d+){3}$/.test(text)
  )
}

/** Whether a host is the domain or a subdomain of it. */
export function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null
}
