/**
 * The client data (WebAuthn §5.8.1) in its exact serialisation (§5.8.1.1). The page controls only the challenge: the
 * client sets type and origin.
 */
import { createHash } from 'node:crypto'
import { encodeBase64Url } from '../../../shared/base64url'
import type { Requester } from './ports'

export interface ClientData {
  readonly type: 'webauthn.create' | 'webauthn.get'
  /** From the page, of any length. */
  readonly challenge: Uint8Array
  readonly requester: Requester
}

export function serializeClientData({ type, challenge, requester }: ClientData): Uint8Array {
  const { origin, crossOrigin, topOrigin } = requester
  const text =
    `{"type":${ccdToString(type)},"challenge":${ccdToString(encodeBase64Url(challenge))}` +
    `,"origin":${ccdToString(origin)},"crossOrigin":${String(crossOrigin)}` +
    (crossOrigin && topOrigin !== null ? `,"topOrigin":${ccdToString(topOrigin)}` : '') +
    '}'
  return new TextEncoder().encode(text)
}

/** @returns SHA-256, 32 bytes. */
export function hashClientData(clientData: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(clientData).digest())
}

/**
 * CCDToString: only the quotation mark, the backslash and what is below U+0020 are escaped. A lone
 * surrogate becomes U+FFFD when the text is encoded.
 */
function ccdToString(text: string): string {
  let encoded = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (character === '"' || character === '\\') encoded += `\\${character}`
    else if (code < 0x20) encoded += `\\u${code.toString(16).padStart(4, '0')}`
    else encoded += character
  }
  return `"${encoded}"`
}
