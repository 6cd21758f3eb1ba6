import { Collections } from '../../src/main/vault/collections'
import type { Change } from '../../src/main/vault/operation'
import { Records, type RecordWriter } from '../../src/main/vault/records'
import {
  PASSKEYS,
  recordKey,
  sealPrivateKey,
  TRASH,
  type StoredPasskey,
} from '../../src/main/vault/stored-passkey'
import { Vault } from '../../src/main/vault/vault'
import { VaultKeys } from '../../src/main/vault/vault-keys'
import type { Rename } from '../../src/shared/passkey'
import { FakeClock } from './fake-clock'
import { PRIVATE_KEY } from './kept-passkey'
import { random } from './vault-home'

/** The form of a passkey from before Latchkey kept a trail of names: it knew only the last change by a page. */
export interface EarlierPasskey {
  readonly credentialId: Uint8Array
  readonly namesEdited?: boolean
  readonly lastRename?: Omit<Rename, 'by' | 'entryId'> | null
}

export class EarlierVault {
  readonly clock = new FakeClock()
  readonly vault: Vault
  /** Every change that was written since it opened. */
  readonly written: Change[] = []
  readonly #keys = new VaultKeys(new Uint8Array(32).fill(1), new Uint8Array(16).fill(2))
  readonly #collections = new Collections()

  constructor() {
    const opening = {
      state: 'open',
      sealedBy: 'memory',
      readOnly: null,
      warning: null,
      records: new Records(this.#writer(), this.#collections, this.clock),
      keys: this.#keys,
    } as const
    const source = {
      open: async () => opening,
      unlock: async () => opening,
      recover: async () => opening,
      create: async () => opening,
      startNew: async () => opening,
      release: async () => undefined,
    }
    this.vault = new Vault(() => source, this.clock, random)
  }

  /** Writes a value as an earlier build left it. Call before the vault opens. */
  put(collection: string, key: string, value: unknown): void {
    this.#collections.apply([['put', collection, key, value]], 0)
  }

  /** A passkey of an earlier build. */
  putPasskey(passkey: EarlierPasskey): void {
    this.put(PASSKEYS, recordKey(passkey.credentialId), this.#stored(passkey))
  }

  /** The same, deleted. */
  putTrashed(passkey: EarlierPasskey): void {
    const trashed = { passkey: this.#stored(passkey), at: this.clock.now(), because: 'deleted' }
    this.put(TRASH, recordKey(passkey.credentialId), trashed)
  }

  /** A passkey in the form in which it is kept now. */
  stored(credentialId: Uint8Array): StoredPasskey {
    return this.#collections.get(PASSKEYS, recordKey(credentialId)) as StoredPasskey
  }

  #stored(passkey: EarlierPasskey) {
    const { credentialId } = passkey
    const sealedKey = sealPrivateKey(this.#keys, credentialId, PRIVATE_KEY, random)
    return { namesEdited: false, lastRename: null, ...passkey, order: 1, sealedKey }
  }

  #writer(): RecordWriter {
    return {
      append: async (batch) => {
        this.written.push(...batch)
        return 0
      },
      rewrite: async () => true,
      tidy: async () => undefined,
      close: async () => undefined,
    }
  }
}

const LATER_FIELDS = [
  'edited',
  'renames',
  'setBy',
  'profile',
  'profileTitle',
  'verificationClaimed',
  'attestation',
] as const
type LaterField = (typeof LATER_FIELDS)[number]

/** Fields of a passkey that earlier builds did not write. */
export function withoutLaterFields<P extends object>(passkey: P): Omit<P, LaterField> {
  return Object.fromEntries(
    Object.entries(passkey).filter(([name]) => !LATER_FIELDS.some((field) => field === name)),
  ) as Omit<P, LaterField>
}
