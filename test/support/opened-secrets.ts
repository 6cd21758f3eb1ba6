/** The secrets that the extensions of a passkey keep, for tests. */
import type { ExtensionSecrets } from '../../src/main/webauthn/authenticator/ports'

/** A copy, because the opened bytes are overwritten after use. */
export function copyOf(secrets: ExtensionSecrets): ExtensionSecrets {
  return structuredClone(secrets)
}

/** The bytes of secrets, as they are in memory. */
export function bytesIn({ credBlob, largeBlob, prf }: ExtensionSecrets): readonly Uint8Array[] {
  return [credBlob, largeBlob, prf?.verified, prf?.unverified].flatMap((bytes) => bytes ?? [])
}

/** Whether bytes are overwritten with zeros. */
export function isOverwritten(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0)
}

/** Which of the secrets' bytes are overwritten. */
export function overwrittenIn(secrets: ExtensionSecrets): readonly boolean[] {
  return bytesIn(secrets).map(isOverwritten)
}

/** Hands a copy to `use`, and overwrites it afterwards, as the vault does. */
export function lend<T>(secrets: ExtensionSecrets, use: (secrets: ExtensionSecrets) => T): T {
  const copy = copyOf(secrets)
  try {
    return use(copy)
  } finally {
    for (const bytes of bytesIn(copy)) bytes.fill(0)
  }
}
