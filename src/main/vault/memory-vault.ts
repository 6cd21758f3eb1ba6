import { Collections } from './collections'
import { Records, type RecordWriter } from './records'
import { Vault, type Opening } from './vault'
import { MASTER_KEY_BYTES, VAULT_ID_BYTES, VaultKeys } from './vault-keys'
import type { Clock, Randomness } from '../platform/ports'

/** A vault in memory, which ends with the process. */
export function memoryVault(clock: Clock, random: Randomness): Vault {
  const refuse = (): never => {
    throw new Error('A vault in memory has no passphrase.')
  }
  const source = {
    open: async (): Promise<Opening> => ({
      state: 'open',
      sealedBy: 'memory',
      readOnly: null,
      warning: null,
      records: new Records(nothing, new Collections(), clock),
      keys: new VaultKeys(random.bytes(MASTER_KEY_BYTES), random.bytes(VAULT_ID_BYTES)),
    }),
    unlock: async () => refuse(),
    create: async () => refuse(),
    release: async () => undefined,
  }
  return new Vault(() => source, clock, random)
}

const nothing: RecordWriter = {
  append: async () => 0,
  tidy: async () => undefined,
  close: async () => undefined,
}
