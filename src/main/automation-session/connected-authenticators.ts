import type { Passkeys } from '../vault/passkeys'
import type { Passkey } from '../webauthn/authenticator/ports'
import type { AuthenticatorAccess, AvailableAuthenticators } from '../webauthn/client/ports'
import type { MemoryAuthenticator } from './memory-authenticator'

export interface Connected {
  /** null for the session's own platform authenticator. */
  readonly id: string | null
  readonly authenticator: MemoryAuthenticator
}

/**
 * The authenticators that a session's pages can reach: the connected virtual ones, or else the platform authenticator, unless
 * the device has none.
 */
export class ConnectedAuthenticators implements AvailableAuthenticators {
  #platform: MemoryAuthenticator
  readonly #pluggedIn = new Map<string, MemoryAuthenticator>()
  readonly #listeners = new Set<() => void>()

  readonly #isPlatformAvailable: () => boolean

  /** @param isPlatformAvailable a change of its result counts as a change of the platform authenticator's description. */
  constructor(platform: MemoryAuthenticator, isPlatformAvailable: () => boolean) {
    this.#platform = platform
    this.#isPlatformAvailable = isPlatformAvailable
    platform.onDescriptionChange(() => this.#changed())
  }

  get platform(): MemoryAuthenticator {
    return this.#platform
  }

  /** From now on, the session's pages are on another device. */
  usePlatform(platform: MemoryAuthenticator): void {
    this.#platform.onDescriptionChange(() => undefined)
    this.#platform = platform
    platform.onDescriptionChange(() => this.#changed())
    this.#changed()
  }

  get hasPluggedIn(): boolean {
    return this.#pluggedIn.size > 0
  }

  get reachesPlatform(): boolean {
    return !this.hasPluggedIn && this.#isPlatformAvailable()
  }

  list(): readonly AuthenticatorAccess[] {
    return this.all().map(({ id, authenticator }) => authenticator.access(id))
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  all(): readonly Connected[] {
    if (this.reachesPlatform) return [{ id: null, authenticator: this.platform }]
    return Array.from(this.#pluggedIn, ([id, authenticator]) => ({ id, authenticator }))
  }

  /** All authenticators, including unreachable ones. */
  everyOne(): readonly MemoryAuthenticator[] {
    return [...this.#pluggedIn.values(), this.platform]
  }

  plugIn(id: string, authenticator: MemoryAuthenticator): void {
    this.#pluggedIn.set(id, authenticator)
    authenticator.onDescriptionChange(() => this.#changed())
    this.#changed()
  }

  unplug(id: string): MemoryAuthenticator | undefined {
    const gone = this.#pluggedIn.get(id)
    if (this.#pluggedIn.delete(id)) this.#changed()
    return gone
  }

  /** Newest first. */
  listPasskeys(): readonly { readonly id: string | null; readonly passkey: Passkey }[] {
    return this.all()
      .flatMap(({ id, authenticator }) => authenticator.list().map((passkey) => ({ id, passkey })))
      .sort((a, b) => this.#age(a.passkey) - this.#age(b.passkey))
  }

  /** The newest passkeys, newest first. */
  listByRp(rpId: string, most = Infinity): readonly Passkey[] {
    const lists = this.passkeys().map((passkeys) => passkeys.listByRp(rpId))
    const [first = [], ...others] = lists
    const all =
      others.length === 0 ? first : lists.flat().sort((a, b) => this.#age(a) - this.#age(b))
    return all.slice(0, most)
  }

  /** Higher for a passkey that was made later, on any of the authenticators. */
  orderOf(credentialId: Uint8Array): number {
    for (const passkeys of this.passkeys()) {
      const order = passkeys.orderOf(credentialId)
      if (order !== undefined) return order
    }
    return 0
  }

  #age({ credentialId }: Passkey): number {
    return -this.orderOf(credentialId)
  }

  /** The passkey with this id on any of them. */
  find(credentialId: Uint8Array): Passkey | undefined {
    return this.keeperOf(credentialId)?.find(credentialId)
  }

  /** Like `MemoryAuthenticator.openKey()`, on the authenticator that keeps this passkey. */
  openKey(credentialId: Uint8Array): void {
    for (const { authenticator } of this.all()) authenticator.openKey(credentialId)
  }

  /** The passkeys of the authenticator that keeps this passkey. */
  keeperOf(credentialId: Uint8Array): Passkeys | undefined {
    return this.passkeys().find((passkeys) => passkeys.find(credentialId))
  }

  /** The passkeys of the authenticator that has this passkey in its trash. */
  trashOf(credentialId: Uint8Array): Passkeys | undefined {
    return this.passkeys().find((passkeys) => passkeys.findTrashed(credentialId))
  }

  /** The passkeys of each reachable authenticator. */
  passkeys(): readonly Passkeys[] {
    return this.all().map(({ authenticator }) => authenticator.passkeys)
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
