import {
  MAX_MESSAGE_BYTES,
  MAX_STRING_LENGTH,
  type PageMessage,
} from '../../shared/bridge-messages'
import { PageError } from '../errors'

/**
 * The text of a request: JSON of at most `MAX_MESSAGE_BYTES` bytes in UTF-8, with no string of more
 * than `MAX_STRING_LENGTH` UTF-16 code units. The bridge ends the connection when a message has more.
 *
 * @throws {PageError} UnknownError, when the request is too big.
 */
export function requestText(message: PageMessage): string {
  const text = JSON.stringify(message)
  // No string is longer than the text that holds it, so most messages need no second pass.
  if (text.length > MAX_STRING_LENGTH) JSON.stringify(message, refuseLongStrings)
  if (isTooBig(text)) throw tooBig(`at most ${MAX_MESSAGE_BYTES} bytes`)
  return text
}

function isTooBig(text: string): boolean {
  // A UTF-16 unit takes at most three bytes.
  return (
    text.length * 3 > MAX_MESSAGE_BYTES && new TextEncoder().encode(text).length > MAX_MESSAGE_BYTES
  )
}

/** A replacer for `JSON.stringify`, which calls it with every key and value. */
function refuseLongStrings(key: string, value: unknown): unknown {
  const longest = Math.max(key.length, typeof value === 'string' ? value.length : 0)
  if (longest > MAX_STRING_LENGTH)
    throw tooBig(`at most ${MAX_STRING_LENGTH} UTF-16 code units in one string`)
  return value
}

function tooBig(limit: string): PageError {
  return new PageError('UnknownError', `The request is too big for Latchkey: ${limit}.`)
}
