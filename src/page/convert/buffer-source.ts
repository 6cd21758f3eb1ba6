import { encodeBase64Url } from '../../shared/base64url'
import { MAX_STRING_LENGTH } from '../../shared/bridge-messages'
import { ArrayBuffer, isView, min, Uint8Array } from '../builtins'
import { nativeGetter } from '../native-getter'
import { conversionError, notOfType, type Convert } from './web-idl'

/** Throws for every value that is not an ArrayBuffer, of any realm, whatever its `toStringTag` says. */
const byteLength = nativeGetter(ArrayBuffer.prototype, 'byteLength')

/**
 * Copies the bytes of a `BufferSource` into base64url text.
 *
 * Shared memory and resizable buffers are refused, since WebAuthn declares its buffers with neither
 * [AllowShared] nor [AllowResizable] (webidl §3.2.25). A detached buffer counts as empty.
 */
export const bufferSource: Convert<string> = (value) => {
  if (isView(value)) {
    const { buffer } = value
    if (!isArrayBuffer(buffer)) throw refused('ArrayBufferView', 'shared')
    if (isResizable(buffer)) throw refused('ArrayBufferView', 'resizable')
    return encode(buffer, value.byteOffset, value.byteLength)
  }
  if (!isArrayBuffer(value)) throw notOfType('(ArrayBuffer or ArrayBufferView)')
  if (isResizable(value)) throw refused('ArrayBuffer', 'resizable')
  return encode(value, 0, value.byteLength)
}

/** Any longer byte string makes a text that no message can hold, so the script need not encode it to the end. */
const TOO_LONG = (MAX_STRING_LENGTH / 4) * 3 + 1

function encode(buffer: ArrayBuffer, offset: number, length: number): string {
  // A view over a detached buffer cannot be made, not even an empty one.
  if (length === 0) return ''
  return encodeBase64Url(new Uint8Array(buffer, offset, min(length, TOO_LONG)))
}

function isArrayBuffer(value: unknown): value is ArrayBuffer {
  try {
    byteLength?.call(value)
    return true
  } catch {
    return false
  }
}

function isResizable(buffer: ArrayBuffer & { resizable?: boolean }): boolean {
  return buffer.resizable === true
}

function refused(type: string, quality: string): Error {
  return conversionError(`The provided ${type} value must not be ${quality}.`)
}
