/** What is wrong with a value that a user gives for the check: the end of a sentence that begins with the value's name. */
import { isBase64Url } from '../../shared/base64url'
import { isPlainDomain } from '../lint/lenient'

export function challengeFault(text: string): string | undefined {
  return text !== '' && isBase64Url(text) ? undefined : 'is base64url, and not empty.'
}

export function rpIdFault(text: string): string | undefined {
  return isPlainDomain(text) ? undefined : 'is a domain, such as example.org.'
}

/** Only the encoding. Whether the bytes are a key, `readStoredKey` says. */
export function keyTextFault(text: string): string | undefined {
  return text !== '' && isBase64Url(text) ? undefined : KEY_FAULT
}

export const KEY_FAULT = 'is a COSE key or a SubjectPublicKeyInfo, in base64url.'
