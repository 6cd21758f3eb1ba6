/**
 * The client data (WebAuthn §5.8.1) in its exact serialisation (§5.8.1.1), or in the form of a provider's client. The page
 * controls only the challenge. The client sets type and origin.
 */
import { createHash } from 'node:crypto'
import { encodeBase64Url } from '../../../shared/base64url'
import type { Randomness } from '../../platform/ports'
import { NO_QUIRKS, type ClientQuirks } from '../authenticator/client-quirks'
import type { Requester } from './ports'

export interface ClientData {
  readonly type: 'webauthn.create' | 'webauthn.get'
  /** From the page, of any length. */
  readonly challenge: Uint8Array
  readonly requester: Requester
}

/** Serialised client data, and its SHA-256, 32 bytes. */
export interface SerializedClientData {
  readonly clientData: Uint8Array
  readonly clientDataHash: Uint8Array
}

/** Chrome adds this in some ceremonies, so that relying parties parse the client data instead of comparing it. */
const GREASE = {
  other_keys_can_be_added_here:
    'do not compare clientDataJSON against a template. See https://goo.gl/yabPex',
}

/** @param random decides whether a client that adds a member in some ceremonies adds it in this ceremony. */
export function clientDataFor(
  data: ClientData,
  quirks: ClientQuirks,
  random: Randomness,
): SerializedClientData {
  const grease = isGreased(quirks, random) ? GREASE : {}
  const extraMembers = { ...quirks.extraMembers, ...grease }
  const clientData = serializeClientData(data, { ...quirks, extraMembers })
  return { clientData, clientDataHash: hashClientData(clientData) }
}

export function serializeClientData(
  { type, challenge, requester }: ClientData,
  quirks: ClientQuirks = NO_QUIRKS,
): Uint8Array {
  const { origin, crossOrigin, topOrigin } = requester
  const texts = {
    type: ccdToString(type),
    challenge: ccdToString(encodeBase64Url(challenge)),
    origin: ccdToString(origin),
    crossOrigin: String(crossOrigin && quirks.crossOrigin !== 'always-false'),
  }
  const members = quirks.memberOrder
    .filter((name) => name !== 'crossOrigin' || crossOrigin || quirks.crossOrigin !== 'when-true')
    .map((name) => `"${name}":${texts[name]}`)
  if (crossOrigin && topOrigin !== null && quirks.topOrigin === 'stated')
    members.push(`"topOrigin":${ccdToString(topOrigin)}`)
  for (const [name, text] of Object.entries(quirks.extraMembers))
    members.push(`${ccdToString(name)}:${ccdToString(text)}`)
  const text = `{${members.join(',')}}`
  return new TextEncoder().encode(quirks.escapedSlashes ? text.replaceAll('/', '\\/') : text)
}

/** @returns SHA-256, 32 bytes. */
export function hashClientData(clientData: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(clientData).digest())
}

/** Draws no randomness for a client that never adds the member, so that a seeded session does not change. */
function isGreased({ greaseProbability }: ClientQuirks, random: Randomness): boolean {
  if (greaseProbability === 0) return false
  const [high = 0, low = 0] = random.bytes(2)
  return (high * 256 + low) / 2 ** 16 < greaseProbability
}

/**
 * CCDToString: escapes only the quotation mark, the backslash and characters below U+0020. Encoding the text turns a lone
 * surrogate into U+FFFD.
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
