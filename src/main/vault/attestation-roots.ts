/** The attestation root of the open vault. There is one, made when it is first needed. */
import type {
  AttestationRoot,
  AttestationRootStore,
} from '../webauthn/authenticator/attestation/ports'
import { Listeners } from './listeners'
import { seal, unseal } from './seal'
import type { VaultAccess } from './vault-access'
import type { Randomness } from '../platform/ports'

/** The collection's name in the file, and the only key in it. */
export const ATTESTATION = 'attestation'
const ROOT = 'root'

export interface StoredRoot extends Omit<AttestationRoot, 'privateKey'> {
  /** The private key, sealed a second time with a key of its own. */
  readonly sealedKey: Uint8Array
}

/** Reads throw a `VaultLockedError` while no vault is open, and changes reject with one. */
export class AttestationRoots implements AttestationRootStore {
  readonly #access: VaultAccess
  readonly #random: Randomness
  readonly #changed = new Listeners()

  constructor(access: VaultAccess, random: Randomness) {
    this.#access = access
    this.#random = random
    access.onChange(() => this.#changed.call())
  }

  /** Calls back when the vault opens, is locked or closes. Returns the function that stops listening. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  find(): AttestationRoot | undefined {
    const { records, keys } = this.#access.contents
    const stored = records.get(ATTESTATION, ROOT) as StoredRoot | undefined
    if (!stored) return undefined
    const { sealedKey, certificate, notBefore } = stored
    const privateKey = unseal(keys.attestation, sealedKey, keys.about(certificate))
    if (!privateKey) throw new Error('The attestation root in the vault is damaged.')
    return { privateKey, certificate, notBefore }
  }

  async keep({ privateKey, certificate, notBefore }: AttestationRoot): Promise<AttestationRoot> {
    const { records, keys } = this.#access.contents
    await records.write(() => {
      if (records.get(ATTESTATION, ROOT)) return []
      // Seals in the write's turn, because the master key may change before that.
      const sealedKey = seal(keys.attestation, privateKey, keys.about(certificate), this.#random)
      const stored: StoredRoot = { certificate, notBefore, sealedKey }
      return [['put', ATTESTATION, ROOT, stored]]
    })
    const kept = this.find()
    if (!kept) throw new Error('The attestation root could not be saved.')
    return kept
  }
}
