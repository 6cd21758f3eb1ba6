/** Finds the keys of the files of a vault: its file, its backups and its copies. */
import { encodeBase64Url } from '../../shared/base64url'
import type { SealReason } from '../../shared/vault-report'
import { lockedByPassphrase, noKey } from './explanations'
import type { Header } from './header'
import { findPassphraseSlot } from './key-slots'
import type { Keychain } from './keychain'
import { findMasterKey } from './master-key'
import { keyIdOf, VaultKeys } from './vault-keys'
import type { Randomness } from '../platform/ports'

export interface KeyFinderPorts {
  /** undefined when the keychain is not used. */
  readonly keychain: Keychain | undefined
  readonly random: Randomness
  /** The master key of the open vault; undefined when no vault is open. This class copies it. */
  readonly masterKey: Uint8Array | undefined
}

interface NoKey {
  /** One or two sentences for the user. */
  readonly problem: string
  readonly waitsFor: SealReason
}

type Found = { readonly masterKey: Uint8Array } | NoKey

export type FoundKeys = { readonly keys: VaultKeys } | NoKey

export class KeyFinder {
  readonly #ports: KeyFinderPorts
  /** By the key's id. */
  readonly #found = new Map<string, Found>()

  constructor(ports: KeyFinderPorts) {
    this.#ports = ports
    const { masterKey } = ports
    if (!masterKey) return
    const id = encodeBase64Url(keyIdOf(masterKey))
    this.#found.set(id, { masterKey: Uint8Array.from(masterKey) })
  }

  /** @returns new keys, which the caller wipes, or why there are none. */
  async find(header: Header): Promise<FoundKeys> {
    const id = encodeBase64Url(header.keyId)
    const found = this.#found.get(id) ?? (await this.#search(header))
    this.#found.set(id, found)
    return 'problem' in found
      ? found
      : { keys: new VaultKeys(found.masterKey, Uint8Array.from(header.vaultId)) }
  }

  /** Overwrites the keys in memory. */
  wipe(): void {
    for (const found of this.#found.values()) if ('masterKey' in found) found.masterKey.fill(0)
    this.#found.clear()
  }

  async #search({ keyId, slots }: Header): Promise<Found> {
    const { keychain, random } = this.#ports
    const isInKeychain = slots.some(({ kind }) => kind === 'keychain')
    if (findPassphraseSlot(slots) && !isInKeychain)
      return { problem: lockedByPassphrase.explanation, waitsFor: 'passphrase' }
    if (!keychain) return { problem: 'You locked the vault.', waitsFor: 'unlocking' }
    const search = await findMasterKey(keychain, keyId, random)
    if (search.found === 'key') return { masterKey: search.key }
    const waitsFor = search.found === 'nothing' ? 'keychain' : 'key'
    return { problem: noKey(search).explanation, waitsFor }
  }
}
