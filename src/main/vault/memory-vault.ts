import { Collections } from './collections'
import type { PasskeyOrder } from './passkey-order'
import { Records, type RecordWriter } from './records'
import { Vault, type Opening } from './vault'
import { MASTER_KEY_BYTES, VAULT_ID_BYTES, VaultKeys } from './vault-keys'
import type { Clock, Randomness } from '../platform/ports'

/**
 * A vault in memory, which ends with the process. Locking keeps its contents. Closing does not.
 *
 * @param order shared with other vaults whose passkeys are listed together.
 */
export function memoryVault(clock: Clock, random: Randomness, order?: PasskeyOrder): Vault {
  const refuse = (): never => {
    throw new Error('A vault in memory has no passphrase.')
  }
  let contents = newContents(random)
  const source = {
    open: async (): Promise<Opening> => ({
      state: 'open',
      sealedBy: 'memory',
      readOnly: null,
      warning: null,
      records: new Records(nothing, contents.collections, clock),
      keys: new VaultKeys(contents.masterKey, contents.vaultId),
    }),
    unlock: async () => refuse(),
    recover: async () => refuse(),
    create: async () => refuse(),
    startNew: async () => refuse(),
    release: async () => {
      contents = newContents(random)
    },
  }
  return new Vault(() => source, clock, random, order)
}

function newContents(random: Randomness) {
  return {
    collections: new Collections(),
    masterKey: random.bytes(MASTER_KEY_BYTES),
    vaultId: random.bytes(VAULT_ID_BYTES),
  }
}

const nothing: RecordWriter = {
  append: async () => 0,
  rewrite: async () => true,
  tidy: async () => undefined,
  close: async () => undefined,
}
