import { encode, TextEncoder } from '../builtins'
import { byteCount } from '../../shared/base64url'
import {
  MAX_MESSAGE_BYTES,
  MAX_STRING_LENGTH,
  type PageMessage,
} from '../../shared/bridge-messages'
import { PageError } from '../errors'
import { jsonText } from '../json-text'

/**
 * The text of a request: JSON of at most `MAX_MESSAGE_BYTES` bytes in UTF-8, with no string longer than `MAX_STRING_LENGTH`
 * UTF-16 code units. The bridge would close the connection for a larger message.
 *
 * @throws {PageError} UnknownError, when the request is too big.
 */
export function requestText(message: PageMessage): string {
  const text = jsonText(message, refuseLongString)
  if (isTooBig(text)) throw tooBig(`at most ${MAX_MESSAGE_BYTES} bytes`)
  return text
}

function isTooBig(text: string): boolean {
  // A UTF-16 unit takes at most three bytes.
  return (
    text.length * 3 > MAX_MESSAGE_BYTES &&
    byteCount(encode(new TextEncoder(), text)) > MAX_MESSAGE_BYTES
  )
}

function refuseLongString(text: string): void {
  if (text.length > MAX_STRING_LENGTH)
    throw tooBig(`at most ${MAX_STRING_LENGTH} UTF-16 code units in one string`)
}

function tooBig(limit: string): PageError {
  return new PageError('UnknownError', `The request is too big for Latchkey: ${limit}.`)
}
