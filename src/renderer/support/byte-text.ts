/** Bytes in the forms that the user can read and copy. */
import { decodeBase64Url } from '../../shared/base64url'

export const byteForms = ['base64url', 'hex'] as const

export type ByteForm = (typeof byteForms)[number]

/** @param base64url the form in which the window has all bytes. */
export function bytesAs(form: ByteForm, base64url: string): string {
  if (form === 'base64url') return base64url
  return Array.from(decodeBase64Url(base64url), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
}

/** How many bytes the text stands for, such as `32 bytes`. */
export function byteCountText(base64url: string): string {
  const count = Math.floor((base64url.length * 3) / 4)
  return count === 1 ? '1 byte' : `${count.toLocaleString('en')} bytes`
}
