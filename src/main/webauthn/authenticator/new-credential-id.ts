import { createHash } from 'node:crypto'
import type { Randomness } from '../../platform/ports'
import { subjectPublicKey } from './attestation/certificate'
import type { AuthenticatorDescription } from './description'

const UUID_BYTES = 16

/**
 * The id of a new credential, in the form of the provider.
 *
 * @param spki of the new key: SubjectPublicKeyInfo, DER.
 */
export function newCredentialId(
  spki: Uint8Array,
  { behaviour: { credentialId }, limits }: AuthenticatorDescription,
  random: Randomness,
): Uint8Array {
  switch (credentialId.form) {
    case 'random':
      return random.bytes(Math.min(credentialId.bytes, limits.credentialIdBytes))
    case 'uuid':
      return newUuid(random)
    case 'uuid-text':
      return new TextEncoder().encode(uuidText(newUuid(random)))
    case 'sha1-of-public-key':
      return new Uint8Array(createHash('sha1').update(subjectPublicKey(spki)).digest())
  }
}

/** A random UUID (RFC 9562 §5.4), 16 bytes. */
function newUuid(random: Randomness): Uint8Array {
  return random
    .bytes(UUID_BYTES)
    .map((byte, at) => (at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte))
}

function uuidText(uuid: Uint8Array): string {
  const hex = Buffer.from(uuid).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
