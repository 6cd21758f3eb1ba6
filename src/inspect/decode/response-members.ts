/** The members of a response in JSON. They may have any value, because a page sends them, and a test may change them. */
import { decodeBase64Url, isBase64Url } from '../../shared/base64url'

export type JsonObject = Readonly<Record<string, unknown>>

/** A member that is a byte string in base64url. */
export interface BytesMember {
  readonly name: string
  /** Absent when there is no text to decode. */
  readonly bytes?: Uint8Array
  readonly problems: readonly string[]
}

/** In characters. Does not decode longer texts. */
const LONGEST_TEXT = 512 * 1024

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function bytesMember(object: JsonObject, name: string): BytesMember {
  const text = object[name]
  if (text === undefined || text === null) return { name, problems: ['missing'] }
  if (typeof text !== 'string') return { name, problems: ['not a text'] }
  if (text.length > LONGEST_TEXT)
    return { name, problems: [`longer than ${LONGEST_TEXT} characters: not decoded`] }
  if (isBase64Url(text)) return { name, bytes: decodeBase64Url(text), problems: [] }
  return otherBase64(name, text)
}

/** A text that a lenient relying party may accept. */
function otherBase64(name: string, text: string): BytesMember {
  const mended = text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  if (!isBase64Url(mended)) return { name, problems: ['not base64url'] }
  const problems = [
    ...(text.endsWith('=') ? ['base64url with padding'] : []),
    ...(/[+/]/.test(text) ? ['base64 of the standard alphabet, and not base64url'] : []),
  ]
  return { name, bytes: decodeBase64Url(mended), problems }
}

export function textOf(object: JsonObject, name: string): string | undefined {
  const value = object[name]
  return typeof value === 'string' ? value : undefined
}

/** The texts in a list of any values. */
export function textsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return []
  return value.filter((one: unknown): one is string => typeof one === 'string')
}

/**
 * A value as JSON, or words in its place, because objects of a hostile page may be nested too deeply to write.
 *
 * @param shownAs replaces the value of each member.
 * @returns undefined when the value has no JSON, such as `undefined`.
 */
export function jsonText(
  value: unknown,
  shownAs?: (name: string, value: unknown) => unknown,
): string | undefined {
  try {
    return JSON.stringify(value, shownAs)
  } catch {
    return 'nested too deeply to be shown'
  }
}
