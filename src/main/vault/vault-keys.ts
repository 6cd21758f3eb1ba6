/** The keys of an open vault: one master key, and the keys derived from it. */
import { createHmac, hkdfSync } from 'node:crypto'

export const MASTER_KEY_BYTES = 32
export const VAULT_ID_BYTES = 16
const KEY_ID_BYTES = 8

/** 8 bytes that name a master key and reveal nothing about it. */
export function keyIdOf(masterKey: Uint8Array): Uint8Array<ArrayBuffer> {
  const mac = createHmac('sha256', masterKey).update('latchkey key id').digest()
  return Uint8Array.from(mac.subarray(0, KEY_ID_BYTES))
}

/**
 * Subkeys by HKDF-SHA-256, with the vault's id as salt. Each purpose has its own key, so that code that opens records cannot
 * open private keys by accident. Each generation of the file has its own key for records, so that frames of an older generation
 * do not open in a newer one.
 */
export class VaultKeys {
  /** Seals private keys of passkeys. */
  readonly privateKeys: Uint8Array
  /** Seals the secrets of extensions. */
  readonly extensions: Uint8Array
  /** Seals the tokens of grants. */
  readonly grants: Uint8Array
  /** Seals the key of the attestation root. */
  readonly attestation: Uint8Array
  readonly vaultId: Uint8Array
  readonly #masterKey: Uint8Array

  /** @param masterKey 32 bytes, copied. */
  constructor(masterKey: Uint8Array, vaultId: Uint8Array) {
    this.#masterKey = Uint8Array.from(masterKey)
    this.vaultId = vaultId
    this.privateKeys = this.#derive('private keys')
    this.extensions = this.#derive('extensions')
    this.grants = this.#derive('grants')
    this.attestation = this.#derive('attestation')
  }

  /** Seals the frames of one generation. */
  records(generation: number): Uint8Array<ArrayBuffer> {
    return this.#derive(`records ${generation}`)
  }

  /** What a seal is bound to: this vault, and the owner of the sealed bytes. */
  about(owner: Uint8Array): Uint8Array {
    return Buffer.concat([this.vaultId, owner])
  }

  /** A copy of the master key, for storage. Overwrite the copy after use. */
  copyMasterKey(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#masterKey)
  }

  /** Replaces these keys with other keys of the same vault, for every holder of this object. */
  become(other: VaultKeys): void {
    this.#masterKey.set(other.#masterKey)
    this.privateKeys.set(other.privateKeys)
    this.extensions.set(other.extensions)
    this.grants.set(other.grants)
    this.attestation.set(other.attestation)
  }

  /** Overwrites the keys in memory. They cannot be used afterwards. */
  wipe(): void {
    const { privateKeys, extensions, grants, attestation } = this
    for (const key of [this.#masterKey, privateKeys, extensions, grants, attestation]) key.fill(0)
  }

  #derive(purpose: string): Uint8Array<ArrayBuffer> {
    const info = `latchkey ${purpose}`
    return new Uint8Array(hkdfSync('sha256', this.#masterKey, this.vaultId, info, 32))
  }
}
