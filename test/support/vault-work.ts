/** Changes a vault in every possible way, with several changes at once. Reports when each change begins and how it ends. */
import { encodeBase64Url } from '../../src/shared/base64url'
import type { Vault } from '../../src/main/vault/vault'
import type { Passkey } from '../../src/main/webauthn/authenticator/ports'
import { applyChanges } from './apply-changes'
import { keptPasskey } from './kept-passkey'
import {
  ABSENT,
  keptAs,
  passkeyCalled,
  privateKeyOf,
  trashedAs,
  type Witnesses,
} from './vault-promises'

export interface WorkPlan {
  /** How many changes are made at the same time. */
  readonly lanes: number
  /** How many changes each lane makes. */
  readonly changes: number
  /** Numbers from 0 to 1. */
  readonly random: () => number
  /**
   * The probability, from 0 to 1, that a change is a long name followed by a new name, so that the vault soon rewrites its
   * file.
   */
  readonly longNames: number
}

/** Runs as many lanes as planned. If the vault refuses a change, reports the change as refused and continues. */
export async function changeVault(
  vault: Vault,
  witnesses: Witnesses,
  plan: WorkPlan,
): Promise<void> {
  const numbers = { next: 1 }
  await Promise.all(
    Array.from({ length: plan.lanes }, () => new Lane(vault, witnesses, plan, numbers).run()),
  )
}

interface Own {
  readonly id: string
  readonly passkey: Passkey
  name: string
  count: number
  /** null: kept; else what moved it to the trash. */
  trashedBy: { readonly by: string | null } | null
}

const LONG_NAME = 150_000

/** Makes one change after another to its own passkeys and pages. */
class Lane {
  readonly #vault: Vault
  readonly #witnesses: Witnesses
  readonly #plan: WorkPlan
  readonly #numbers: { next: number }
  #own: Own[] = []
  readonly #grants: string[] = []

  constructor(vault: Vault, witnesses: Witnesses, plan: WorkPlan, numbers: { next: number }) {
    this.#vault = vault
    this.#witnesses = witnesses
    this.#plan = plan
    this.#numbers = numbers
  }

  async run(): Promise<void> {
    const ways = [
      () => this.#add(),
      () => this.#add(),
      () => this.#rename(),
      () => this.#rename(),
      () => this.#signalNames(1),
      () => this.#signalNames(2),
      () => this.#signalDeletion(),
      () => this.#count(),
      () => this.#count(),
      () => this.#trash(),
      () => this.#restore(),
      () => this.#deleteForever(),
      () => this.#grant(),
      () => this.#revoke(),
      () => this.#block(),
      () => this.#setPolicy(),
    ]
    await this.#add()
    for (let made = 1; made < this.#plan.changes; made++) await ways[this.#below(ways.length)]?.()
  }

  async #make(after: Record<string, string>, change: () => Promise<unknown>): Promise<boolean> {
    const number = this.#numbers.next++
    this.#witnesses.begun({ number, after })
    try {
      await change()
    } catch {
      this.#witnesses.refused(number)
      return false
    }
    this.#witnesses.acknowledged(number)
    return true
  }

  async #add(): Promise<void> {
    const credentialId = this.#bytes()
    const id = encodeBase64Url(credentialId)
    const name = this.#name()
    const passkey = keptPasskey({
      credentialId,
      userHandle: credentialId,
      userName: name,
      signCount: 0,
    })
    const added = await this.#make({ [passkeyCalled(id)]: keptAs(name, 0) }, () =>
      this.#vault.passkeys.add(passkey, privateKeyOf(id)),
    )
    if (added) this.#own.push({ id, passkey, name, count: 0, trashedBy: null })
  }

  async #rename(): Promise<void> {
    const own = this.#oneOf(this.#kept())
    if (!own) return
    if (this.#plan.random() < this.#plan.longNames)
      await this.#renameTo(own, `${this.#name()} ${'x'.repeat(LONG_NAME)}`)
    await this.#renameTo(own, this.#name())
  }

  async #renameTo(own: Own, name: string): Promise<void> {
    const renamed = await this.#make({ [passkeyCalled(own.id)]: keptAs(name, own.count) }, () =>
      this.#vault.passkeys.rename(own.passkey.credentialId, {
        userName: name,
        userDisplayName: '',
      }),
    )
    if (renamed) own.name = name
  }

  async #signalNames(many: number): Promise<void> {
    const all = this.#kept().slice(-many)
    const name = this.#name()
    if (all.length < many) return
    const after = all.map(({ id, count }) => [passkeyCalled(id), keptAs(name, count)])
    const writes = all.map(({ passkey }) => ({
      passkeyId: passkey.credentialId,
      set: { userName: name },
    }))
    const renamed = await this.#make(Object.fromEntries(after) as Record<string, string>, () =>
      applyChanges(this.#vault.passkeys, writes),
    )
    if (renamed) for (const own of all) own.name = name
  }

  async #signalDeletion(): Promise<void> {
    const own = this.#oneOf(this.#kept())
    if (!own) return
    const by = encodeBase64Url(this.#bytes())
    const { credentialId: passkeyId } = own.passkey
    const undo = {
      origin: 'https://example.org',
      rpId: 'example.org',
      passkeys: [{ passkeyId, deleted: true as const }],
    }
    await this.#toTrash(own, by, () =>
      applyChanges(this.#vault.passkeys, [{ passkeyId, trash: { because: 'unknown', by } }], {
        id: by,
        undo,
      }),
    )
  }

  async #count(): Promise<void> {
    const own = this.#oneOf(this.#kept())
    if (!own) return
    const counted = await this.#make(
      { [passkeyCalled(own.id)]: keptAs(own.name, own.count + 1) },
      () => this.#vault.passkeys.recordUse(own.passkey.credentialId, own.count),
    )
    if (counted) own.count++
  }

  async #trash(): Promise<void> {
    const own = this.#oneOf(this.#kept())
    if (own)
      await this.#toTrash(own, null, () =>
        this.#vault.passkeys.trash(own.passkey.credentialId, 'the user deleted it'),
      )
  }

  async #toTrash(own: Own, by: string | null, change: () => Promise<unknown>): Promise<void> {
    const after = { [passkeyCalled(own.id)]: trashedAs(own.name, own.count, by) }
    if (await this.#make(after, change)) own.trashedBy = { by }
  }

  async #restore(): Promise<void> {
    const own = this.#oneOf(this.#trashed())
    if (!own) return
    const { credentialId: passkeyId } = own.passkey
    const by = own.trashedBy?.by ?? null
    const restored = await this.#make(
      { [passkeyCalled(own.id)]: keptAs(own.name, own.count) },
      () =>
        by === null
          ? this.#vault.passkeys.restore(passkeyId)
          : applyChanges(this.#vault.passkeys, [{ passkeyId, restore: true }], {
              id: by,
              undo: null,
            }),
    )
    if (restored) own.trashedBy = null
  }

  async #deleteForever(): Promise<void> {
    const own = this.#oneOf(this.#trashed())
    if (!own) return
    const deleted = await this.#make({ [passkeyCalled(own.id)]: ABSENT }, () =>
      this.#vault.passkeys.deleteForever([own.passkey.credentialId]),
    )
    if (deleted) this.#own = this.#own.filter((other) => other !== own)
  }

  async #grant(): Promise<void> {
    const id = encodeBase64Url(this.#bytes())
    const token = this.#bytes()
    const given = await this.#make({ [`grant ${id}`]: encodeBase64Url(token) }, () =>
      this.#vault.grants.add({
        id,
        origin: `https://${id.toLowerCase()}.example`,
        name: 'Example',
        token,
        createdAt: 0,
        expiresAt: Date.UTC(2100, 0, 1),
        lastUsedAt: null,
      }),
    )
    if (given) this.#grants.push(id)
  }

  async #revoke(): Promise<void> {
    const id = this.#grants.shift()
    if (id !== undefined)
      await this.#make({ [`grant ${id}`]: ABSENT }, () => this.#vault.grants.remove(id))
  }

  async #block(): Promise<void> {
    const origin = this.#origin()
    const { grants } = this.#vault
    if (await this.#make({ [`blocked ${origin}`]: 'blocked' }, () => grants.block(origin, 0)))
      await this.#make({ [`blocked ${origin}`]: ABSENT }, () => grants.unblock(origin))
  }

  async #setPolicy(): Promise<void> {
    const origin = this.#origin()
    await this.#make({ [`policy ${origin}`]: 'delete' }, () =>
      this.#vault.pagePolicies.set(origin, 'delete'),
    )
  }

  #kept(): Own[] {
    return this.#own.filter(({ trashedBy }) => trashedBy === null)
  }

  #trashed(): Own[] {
    return this.#own.filter(({ trashedBy }) => trashedBy !== null)
  }

  #oneOf<T>(all: readonly T[]): T | undefined {
    return all[this.#below(all.length)]
  }

  #name(): string {
    return encodeBase64Url(this.#bytes())
  }

  #origin(): string {
    return `https://${encodeBase64Url(this.#bytes()).toLowerCase()}.example`
  }

  #bytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length: 16 }, () => this.#below(256))
  }

  #below(limit: number): number {
    return Math.floor(this.#plan.random() * limit)
  }
}
