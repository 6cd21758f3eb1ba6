import type { Passkeys } from '../vault/passkeys'
import type { Passkey } from '../webauthn/authenticator/ports'
import type { MemoryAuthenticator } from './memory-authenticator'

export interface Reached {
  /** null: the session's own platform authenticator. */
  readonly id: string | null
  readonly authenticator: MemoryAuthenticator
}

/** The authenticators that a session's pages can reach: those plugged in, or else the platform's. */
export class InReach {
  readonly platform: MemoryAuthenticator
  readonly #pluggedIn = new Map<string, MemoryAuthenticator>()

  constructor(platform: MemoryAuthenticator) {
    this.platform = platform
  }

  get hasPluggedIn(): boolean {
    return this.#pluggedIn.size > 0
  }

  all(): readonly Reached[] {
    if (!this.hasPluggedIn) return [{ id: null, authenticator: this.platform }]
    return Array.from(this.#pluggedIn, ([id, authenticator]) => ({ id, authenticator }))
  }

  /** Those that are out of reach while others are plugged in, too. */
  everyOne(): readonly MemoryAuthenticator[] {
    return [...this.#pluggedIn.values(), this.platform]
  }

  plugIn(id: string, authenticator: MemoryAuthenticator): void {
    this.#pluggedIn.set(id, authenticator)
  }

  unplug(id: string): MemoryAuthenticator | undefined {
    const gone = this.#pluggedIn.get(id)
    this.#pluggedIn.delete(id)
    return gone
  }

  /** Newest first. */
  list(): readonly { readonly id: string | null; readonly passkey: Passkey }[] {
    return this.all()
      .flatMap(({ id, authenticator }) => authenticator.list().map((passkey) => ({ id, passkey })))
      .sort((a, b) => b.passkey.createdAt - a.passkey.createdAt)
  }

  /** Newest first. */
  listByRp(rpId: string): readonly Passkey[] {
    const [first = [], ...others] = this.passkeys().map((passkeys) => passkeys.listByRp(rpId))
    if (others.length === 0) return first
    return [...first, ...others.flat()].sort((a, b) => b.createdAt - a.createdAt)
  }

  /** The passkeys of the authenticator that keeps this one. */
  keeperOf(credentialId: Uint8Array): Passkeys | undefined {
    return this.passkeys().find((passkeys) => passkeys.find(credentialId))
  }

  /** The passkeys of the authenticator that has this one in its trash. */
  trashOf(credentialId: Uint8Array): Passkeys | undefined {
    return this.passkeys().find((passkeys) => passkeys.findTrashed(credentialId))
  }

  /** Of each of them. */
  passkeys(): readonly Passkeys[] {
    return this.all().map(({ authenticator }) => authenticator.passkeys)
  }
}
