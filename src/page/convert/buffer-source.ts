import { encodeBase64Url } from '../../shared/base64url'
import { MAX_STRING_LENGTH } from '../../shared/bridge-messages'
import {
  ArrayBuffer,
  DataView,
  getter,
  hasOwn,
  isView,
  min,
  TypedArray,
  typedArrayName,
  Uint8Array,
} from '../builtins'
import { conversionError, notOfType, type Convert } from './web-idl'

/** Throws for any value that is not an ArrayBuffer, of any realm, whatever its `toStringTag` is. */
const byteLength = getter(ArrayBuffer, 'byteLength')
interface ResizableClass {
  readonly prototype: ArrayBuffer & { readonly resizable: boolean }
}
/** Undefined in a browser without resizable buffers. */
const resizable = hasOwn(ArrayBuffer.prototype, 'resizable')
  ? getter(ArrayBuffer as unknown as ResizableClass, 'resizable')
  : undefined
/** The slots of a view: of a typed array, or of a DataView. */
const arrays = viewGetters(TypedArray)
const dataViews = viewGetters(DataView)

function viewGetters(view: { readonly prototype: ArrayBufferView }) {
  return {
    buffer: getter(view, 'buffer'),
    byteLength: getter(view, 'byteLength'),
    byteOffset: getter(view, 'byteOffset'),
  }
}

/**
 * Copies the bytes of a `BufferSource` into base64url text.
 *
 * Refuses shared memory and resizable buffers, because WebAuthn declares its buffers with neither [AllowShared] nor
 * [AllowResizable] (webidl §3.2.25). A detached buffer counts as empty.
 */
export const bufferSource: Convert<string> = (value) => {
  if (isView(value)) {
    const slots = isDataView(value) ? dataViews : arrays
    const buffer = slots.buffer(value)
    if (!isArrayBuffer(buffer)) throw refused('ArrayBufferView', 'shared')
    if (isResizable(buffer)) throw refused('ArrayBufferView', 'resizable')
    return encode(buffer, slots.byteOffset(value), slots.byteLength(value))
  }
  if (!isArrayBuffer(value)) throw notOfType('(ArrayBuffer or ArrayBufferView)')
  if (isResizable(value)) throw refused('ArrayBuffer', 'resizable')
  return encode(value, 0, byteLength(value))
}

/** The text of a longer byte string fits into no message, so the script stops encoding here. */
const TOO_LONG = (MAX_STRING_LENGTH / 4) * 3 + 1

function isResizable(buffer: ArrayBuffer): boolean {
  return resizable?.(buffer as ResizableClass['prototype']) === true
}

function encode(buffer: ArrayBuffer, offset: number, length: number): string {
  // A view over a detached buffer cannot be made, even an empty one.
  if (length === 0) return ''
  return encodeBase64Url(new Uint8Array(buffer, offset, min(length, TOO_LONG)))
}

function isArrayBuffer(value: unknown): value is ArrayBuffer {
  try {
    byteLength(value as ArrayBuffer)
    return true
  } catch {
    return false
  }
}

/** Checks the internal name of a typed array, because an error would be slow while a debugger is attached. */
function isDataView(view: ArrayBufferView): boolean {
  return typedArrayName(view) === undefined
}

function refused(type: string, quality: string): Error {
  return conversionError(`The provided ${type} value must not be ${quality}.`)
}
