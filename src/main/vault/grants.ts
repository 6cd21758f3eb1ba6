/** Which pages may use Latchkey, and which pages are blocked. */
import type { Grant, GrantDescription, GrantStore } from '../bridge/ports'
import { ExpiredGrants, type ExpiringGrant } from './expired-grants'
import { Listeners } from './listeners'
import type { Operation } from './operation'
import type { Records } from './records'
import { seal, unseal } from './seal'
import type { OpenContents, VaultAccess } from './vault-access'
import type { Clock, Randomness } from '../platform/ports'

export const GRANTS = 'grants'
const BLOCKED = 'blocked'

/** A grant whose time lies further than this in the future was given by a wrong clock. */
const CLOCKS_DIFFER_BY_MS = 5 * 60 * 1000

/** How often to check the stored grants for expired ones. */
const HOUR_MS = 60 * 60 * 1000

export interface StoredGrant extends ExpiringGrant {
  readonly origin: string
  readonly name: string
  readonly sealedToken: Uint8Array
  readonly createdAt: number
  readonly lastUsedAt: number | null
}

/**
 * Grants that end with the app are kept only in memory. Reads throw a `VaultLockedError` while no vault is open, and changes
 * reject with one.
 */
export class Grants implements GrantStore {
  readonly #access: VaultAccess
  readonly #clock: Clock
  readonly #random: Randomness
  readonly #expired: ExpiredGrants
  readonly #changed = new Listeners()
  /** The grants that end with the app. */
  readonly #sessions = new Map<string, Grant>()
  /** Ids of revoked grants. They may still be in a file that could not be written. */
  readonly #revoked = new Set<string>()
  #cancelLook: (() => void) | null = null

  constructor(access: VaultAccess, clock: Clock, random: Randomness) {
    this.#access = access
    this.#clock = clock
    this.#random = random
    this.#expired = new ExpiredGrants(access, clock)
    access.onChange((contents) => {
      this.#cancelLook?.()
      this.#cancelLook = null
      if (contents) this.#load(contents)
      this.#changed.call()
    })
  }

  /** Calls back after every change. Returns the function that stops listening. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  /** Does not return an expired grant. */
  find(id: string): Grant | undefined {
    const { keys } = this.#access.contents
    const session = this.#sessions.get(id)
    // A copy: when the grant ends, the kept token is overwritten with zeros, and zeros must never prove anything.
    if (session) return { ...session, token: Uint8Array.from(session.token) }
    const stored = this.#valid(id)
    const token = stored && unseal(keys.grants, stored.sealedToken, keys.about(Buffer.from(id)))
    return token && { ...describe(id, stored), token }
  }

  /** Like {@link find}, but does not open the sealed token. */
  describe(id: string): GrantDescription | undefined {
    this.#access.requireOpen()
    const grant = this.#sessions.get(id) ?? this.#valid(id)
    return grant && describe(id, grant)
  }

  #valid(id: string): StoredGrant | undefined {
    if (this.#revoked.has(id)) return undefined
    const stored = this.#access.contents.records.get(GRANTS, id) as StoredGrant | undefined
    if (!stored || stored.createdAt > this.#clock.now() + CLOCKS_DIFFER_BY_MS) return undefined
    return this.#expired.has(id, stored) ? undefined : stored
  }

  /** All valid grants, oldest first. */
  list(): readonly GrantDescription[] {
    const { records } = this.#access.contents
    const kept = this.#stored(records)
      .filter(([id, grant]) => !this.#expired.has(id, grant) && !this.#revoked.has(id))
      .map(([id, grant]) => describe(id, grant))
    const sessions = Array.from(this.#sessions.values(), (grant) => describe(grant.id, grant))
    return [...kept, ...sessions].sort((a, b) => a.createdAt - b.createdAt)
  }

  ofOrigin(origin: string): readonly GrantDescription[] {
    return this.list().filter((grant) => grant.origin === origin)
  }

  async add(grant: Grant): Promise<void> {
    const { id, token, expiresAt, ...rest } = grant
    if (expiresAt === null) {
      this.#access.requireOpen()
      this.#sessions.set(id, { ...grant, token: Uint8Array.from(token) })
      this.#changed.call()
      return
    }
    await this.#write(({ keys }) => {
      const sealedToken = seal(keys.grants, token, keys.about(Buffer.from(id)), this.#random)
      const stored: StoredGrant = { ...rest, expiresAt, sealedToken }
      // From now on, the monotonic clock can also end the grant.
      this.#expired.has(id, stored)
      return [['put', GRANTS, id, stored]]
    })
  }

  async remove(id: string): Promise<void> {
    this.#endSessions((grant) => grant.id === id)
    this.#revoked.add(id)
    await this.#write(({ records }) => this.#revokedInFile(records))
  }

  touch(id: string, at: number): void {
    const { records } = this.#access.contents
    const session = this.#sessions.get(id)
    if (session) {
      this.#sessions.set(id, { ...session, lastUsedAt: at })
      this.#changed.call()
      return
    }
    records.soon(() => {
      const stored = records.get(GRANTS, id) as StoredGrant | undefined
      return stored ? [['put', GRANTS, id, { ...stored, lastUsedAt: at }]] : []
    })
  }

  /**
   * Ends every grant of an origin at once. If the disk cannot be written, the grants still stay ended until the app ends, and
   * the next successful write also writes the deletion.
   *
   * @throws {VaultReadOnlyError} when a grant is still in the file and would be valid again after a restart.
   */
  async removeByOrigin(origin: string): Promise<void> {
    this.#endSessions((grant) => grant.origin === origin)
    const { records } = this.#access.contents
    this.#revokeKept(records, origin)
    try {
      await records.write(() => {
        // Repeats it, because an earlier write in the queue may have added a grant.
        this.#revokeKept(records, origin)
        return this.#revokedInFile(records)
      })
    } catch (error) {
      records.soon(() => this.#revokedInFile(records))
      throw error
    }
  }

  /** Ends all grants that last until the app ends. */
  endSessions(): void {
    this.#endSessions(() => true)
  }

  isBlocked(origin: string): boolean {
    return this.#access.contents.records.get(BLOCKED, origin) !== undefined
  }

  block(origin: string, at: number): Promise<void> {
    return this.#write(() => [['put', BLOCKED, origin, { at }]])
  }

  unblock(origin: string): Promise<void> {
    return this.#write(({ records }) =>
      records.get(BLOCKED, origin) === undefined ? [] : [['delete', BLOCKED, origin]],
    )
  }

  /** Maps each origin to `at`, the time of the block in milliseconds since the Unix epoch. */
  blocked(): readonly { readonly origin: string; readonly at: number }[] {
    return Array.from(this.#access.contents.records.entries(BLOCKED), ([origin, value]) => {
      return { origin, at: (value.value as { readonly at: number }).at }
    })
  }

  #endSessions(which: (grant: Grant) => boolean): void {
    const ended = [...this.#sessions.values()].filter(which)
    for (const { id, token } of ended) {
      token.fill(0)
      this.#sessions.delete(id)
    }
    if (ended.length > 0) this.#changed.call()
  }

  #revokeKept(records: Records, origin: string): void {
    for (const [id, { value }] of records.entries(GRANTS))
      if ((value as StoredGrant).origin === origin) this.#revoked.add(id)
  }

  #revokedInFile(records: Records): Operation[] {
    const kept = Array.from(records.entries(GRANTS), ([id]) => id)
    return kept.filter((id) => this.#revoked.has(id)).map((id) => ['delete', GRANTS, id])
  }

  async #write(build: (contents: OpenContents) => readonly Operation[]): Promise<void> {
    const { contents } = this.#access
    await contents.records.write(() => build(contents))
  }

  #load({ records }: OpenContents): void {
    records.onApplied((batch) => {
      if (batch.some(([, name]) => name === GRANTS || name === BLOCKED)) this.#changed.call()
    })
    const revoked = this.#revokedInFile(records)
    if (revoked.length > 0) records.soon(() => revoked)
    this.#lookEveryHour(records)
  }

  #lookEveryHour(records: Records): void {
    const changes = this.#expired.look(GRANTS, this.#stored(records))
    if (changes.length > 0) records.soon(() => this.#expired.look(GRANTS, this.#stored(records)))
    this.#cancelLook = this.#clock.after(HOUR_MS, () => this.#lookEveryHour(records))
  }

  #stored(records: Records): (readonly [id: string, grant: StoredGrant])[] {
    return Array.from(records.entries(GRANTS), ([id, { value }]) => [id, value as StoredGrant])
  }
}

function describe(id: string, grant: Omit<GrantDescription, 'id'>): GrantDescription {
  const { origin, name, createdAt, expiresAt, lastUsedAt } = grant
  return { id, origin, name, createdAt, expiresAt, lastUsedAt }
}
