import { encodeBase64Url } from '../../shared/base64url'
import type { Grant, GrantDescription, GrantStore } from '../bridge/ports'
import type { Randomness } from '../platform/ports'

const GRANT_ID_BYTES = 12
const TOKEN_BYTES = 32

/** One grant that is valid for every origin. The grant ends with the session. */
export class SessionGrants implements GrantStore {
  readonly #grant: Omit<Grant, 'origin'>

  /** @param now milliseconds since the Unix epoch. */
  constructor(random: Randomness, now: number) {
    this.#grant = {
      id: encodeBase64Url(random.bytes(GRANT_ID_BYTES)),
      name: 'a test',
      token: random.bytes(TOKEN_BYTES),
      createdAt: now,
      expiresAt: null,
      lastUsedAt: null,
    }
  }

  /** The grant as the session's page script contains it. */
  get words(): { readonly grant: string; readonly token: string } {
    return { grant: this.#grant.id, token: encodeBase64Url(this.#grant.token) }
  }

  find(id: string, origin: string): Grant | undefined {
    return id === this.#grant.id ? { ...this.#grant, origin } : undefined
  }

  describe(id: string, origin: string): Grant | undefined {
    return this.find(id, origin)
  }

  ofOrigin(): readonly GrantDescription[] {
    return []
  }

  async add(): Promise<void> {
    // A session has no pairing.
  }

  async remove(): Promise<void> {
    // A session has no pairing.
  }

  touch(): void {
    // The grant is in memory only.
  }

  isBlocked(): boolean {
    return false
  }

  async block(): Promise<void> {
    // A session has no person who could block an origin.
  }
}
