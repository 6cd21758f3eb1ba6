import { encodeBase64Url } from '../../../shared/base64url'
import type { Algorithm, Passkey, PasskeyStore, SigningKey, SigningKeys } from './ports'

/** How many keys stay open. One key takes at most a few kilobytes. */
const MOST = 256

interface OpenedKey {
  readonly credentialId: Uint8Array
  readonly signingKey: SigningKey
}

/**
 * Caches recently used keys, because unsealing and parsing a key takes many times as long as a signature. Keeps at most `MOST`
 * keys, and drops the least recently used.
 */
export class OpenedKeys implements SigningKeys {
  readonly #store: Pick<PasskeyStore, 'privateKey'>
  readonly #algorithms: ReadonlyMap<number, Algorithm>
  /** Maps a credential id to its key, least recently used first. */
  readonly #opened = new Map<string, OpenedKey>()

  constructor(store: Pick<PasskeyStore, 'privateKey'>, algorithms: ReadonlyMap<number, Algorithm>) {
    this.#store = store
    this.#algorithms = algorithms
  }

  of(passkey: Passkey): SigningKey {
    const id = encodeBase64Url(passkey.credentialId)
    const signingKey = this.#opened.get(id)?.signingKey ?? this.#open(passkey)
    this.#opened.delete(id)
    this.#opened.set(id, { credentialId: passkey.credentialId, signingKey })
    if (this.#opened.size > MOST) this.#forgetOldest()
    return signingKey
  }

  /** Drops the keys of passkeys that no longer exist. */
  retain(isKept: (credentialId: Uint8Array) => boolean): void {
    for (const [id, { credentialId }] of this.#opened)
      if (!isKept(credentialId)) this.#opened.delete(id)
  }

  #open({ algorithm: id, credentialId }: Passkey): SigningKey {
    const algorithm = this.#algorithms.get(id)
    if (!algorithm) throw new Error(`Latchkey cannot sign with algorithm ${id}`)
    const privateKey = this.#store.privateKey(credentialId)
    try {
      return algorithm.open(privateKey)
    } finally {
      privateKey.fill(0)
    }
  }

  #forgetOldest(): void {
    const [oldest] = this.#opened.keys()
    if (oldest !== undefined) this.#opened.delete(oldest)
  }
}
