/** Bytes as the user wants to read and copy them. */
import { decodeBase64Url } from '../../shared/base64url'

export const byteForms = ['base64url', 'hex'] as const

export type ByteForm = (typeof byteForms)[number]

/** @param base64url as the window has all bytes. */
export function bytesAs(form: ByteForm, base64url: string): string {
  if (form === 'base64url') return base64url
  return Array.from(decodeBase64Url(base64url), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
}

/** How many bytes the text has, such as `32 bytes`. */
export function byteCountText(base64url: string): string {
  const count = Math.floor((base64url.length * 3) / 4)
  return count === 1 ? '1 byte' : `${count.toLocaleString('en')} bytes`
}
