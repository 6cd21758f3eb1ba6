import { ALGORITHMS } from './algorithms/algorithms'
import { OpenedKeys } from './opened-keys'
import type { Algorithm, PasskeyStore, SigningKeys } from './ports'

/** A store that reports changes of its passkeys. */
export interface ChangingPasskeys extends Pick<PasskeyStore, 'privateKey'> {
  has(credentialId: Uint8Array): boolean
  /** Calls back after every change, and when the store is locked or closed. */
  onChange(listener: () => void): unknown
}

/**
 * The keys of a store's passkeys. Drops an opened key when its passkey is deleted or moved to the trash. Drops all keys when
 * the store is locked or closed.
 */
export function signingKeysOf(
  passkeys: ChangingPasskeys,
  algorithms: ReadonlyMap<number, Algorithm> = ALGORITHMS,
): SigningKeys {
  const opened = new OpenedKeys(passkeys, algorithms)
  passkeys.onChange(() => opened.retain((credentialId) => passkeys.has(credentialId)))
  return opened
}
