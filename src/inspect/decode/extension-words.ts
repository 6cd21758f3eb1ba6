/** Describes the outputs of authenticator extensions (CTAP 2.1 §12, WebAuthn §10). */
import { byteCount } from './bytes'
import type { Meaning, Path } from './cbor-fields'
import type { CborItem } from './cbor-reader'

const CRED_PROTECT: Readonly<Record<number, string>> = {
  1: 'userVerificationOptional (1)',
  2: 'userVerificationOptionalWithCredentialIDList (2)',
  3: 'userVerificationRequired (3)',
}

/** For the map of outputs in authenticator data. */
export function extensionMeaning(path: Path, item: CborItem): Meaning | undefined {
  const [id] = path
  if (path.length === 0) return undefined
  switch (id) {
    case 'credProtect':
      return credProtect(item)
    case 'credBlob':
      return item.kind === 'bytes'
        ? { isSecret: true, value: `the credBlob: ${byteCount(item.value.length)}, not shown` }
        : { value: isTrue(item) ? 'true: the credBlob is kept' : 'false: the credBlob is not kept' }
    case 'hmac-secret':
    case 'hmac-secret-mc':
      return hmacSecret(item)
    case 'prf':
      return item.kind === 'map' || item.kind === 'array' ? undefined : { isSecret: true }
    case 'minPinLength':
      return item.kind === 'integer'
        ? { value: `a PIN has at least ${String(item.value)} characters` }
        : undefined
    default:
      return undefined
  }
}

function credProtect(item: CborItem): Meaning | undefined {
  if (item.kind !== 'integer') return { problems: ['no level: a level is a number from 1 to 3'] }
  const level = CRED_PROTECT[Number(item.value)]
  return level === undefined ? { problems: ['no level of credProtect'] } : { value: level }
}

function hmacSecret(item: CborItem): Meaning {
  if (item.kind === 'bytes')
    return {
      isSecret: true,
      value: `secrets, encrypted for the client: ${byteCount(item.value.length)}, not shown`,
    }
  const value = isTrue(item) ? 'true: the passkey has secrets' : 'false: the passkey has no secrets'
  return { value }
}

function isTrue(item: CborItem): boolean {
  return item.kind === 'simple' && item.value === true
}
