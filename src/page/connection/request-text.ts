import {
  MAX_MESSAGE_BYTES,
  MAX_STRING_LENGTH,
  type PageMessage,
} from '../../shared/bridge-messages'
import { PageError } from '../errors'

/**
 * A request as it is sent: JSON of at most `MAX_MESSAGE_BYTES` bytes in UTF-8, with no string of more
 * than `MAX_STRING_LENGTH` UTF-16 code units. The bridge would end the connection for more.
 *
 * @throws {PageError} UnknownError, when it is too big.
 */
export function requestText(message: PageMessage): string {
  const text = JSON.stringify(message)
  // No string is longer than the text that holds it: most messages need no second look.
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

/** Sees all that goes into a message, as `JSON.stringify` calls it. */
function refuseLongStrings(key: string, value: unknown): unknown {
  const longest = Math.max(key.length, typeof value === 'string' ? value.length : 0)
  if (longest > MAX_STRING_LENGTH)
    throw tooBig(`at most ${MAX_STRING_LENGTH} UTF-16 code units in one string`)
  return value
}

function tooBig(limit: string): PageError {
  return new PageError('UnknownError', `The request is too big for Latchkey: ${limit}.`)
}
