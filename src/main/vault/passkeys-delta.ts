import { MOST_PASSKEYS_NAMED } from '../../shared/most-named'
import type { Passkey } from '../webauthn/authenticator/ports'
import type { PasskeyIndex } from './passkey-index'

/** A change of the passkeys. */
export interface PasskeysDelta {
  /** New and changed passkeys. */
  readonly kept: readonly Passkey[]
  /** Credential ids of the passkeys that are no longer kept, as base64url. */
  readonly gone: readonly string[]
}

/**
 * @param changed keys of the passkeys that changed.
 * @param index the passkeys after the change.
 * @returns null when too many changed to list them.
 */
export function passkeysDelta(
  changed: ReadonlySet<string>,
  index: PasskeyIndex,
): PasskeysDelta | null {
  if (changed.size > MOST_PASSKEYS_NAMED) return null
  const kept: Passkey[] = []
  const gone: string[] = []
  for (const key of changed) {
    const entry = index.find(key)
    if (entry) kept.push(entry.passkey)
    else gone.push(key)
  }
  return { kept, gone }
}
