import { decodeBase64Url, encodeBase64Url } from '../../../shared/base64url'
import type { Passkeys } from '../../vault/passkeys'
import type { PasskeysDelta } from '../../vault/passkeys-delta'
import type { Passkey } from '../../webauthn/authenticator/ports'
import { readSynced, unlikeFields, type SyncedPasskey } from './synced-values'
import { isKept, newVersions, type ChangeOrder, type Versions } from './versions'

/** What a replica knows about a passkey, kept or deleted. */
export interface Known extends SyncedPasskey {
  readonly versions: Versions
  /**
   * Whether a device-bound passkey of its account took its place. Then the passkey is in the trash of this vault, and the
   * account keeps it.
   */
  readonly displaced: boolean
}

/** Whether the replica's vault keeps the passkey. */
export function isHere({ versions, displaced }: Pick<Known, 'versions' | 'displaced'>): boolean {
  return isKept(versions) && !displaced
}

export function isSameAccount(one: Passkey, other: Passkey): boolean {
  return one.rpId === other.rpId && Buffer.compare(one.userHandle, other.userHandle) === 0
}

/** The passkeys of one vault, with the time when each of their values was set. */
export class Replica {
  readonly passkeys: Passkeys
  readonly #order: ChangeOrder
  readonly #known = new Map<string, Known>()
  readonly #changed: () => void
  /** Stops listening to the vault. */
  readonly stop: () => void

  /** @param changed called after each change that did not come from another replica. */
  constructor(passkeys: Passkeys, order: ChangeOrder, changed: () => void) {
    this.passkeys = passkeys
    this.#order = order
    this.#changed = changed
    for (const passkey of passkeys.list()) this.#see(passkey)
    this.stop = passkeys.onChange((delta) => this.#follow(delta ?? this.#difference()))
  }

  find(id: string): Known | undefined {
    return this.#known.get(id)
  }

  /** Credential ids, base64url. */
  ids(): readonly string[] {
    return [...this.#known.keys()]
  }

  /** What the replica knows about the passkeys that the vault keeps. */
  kept(): readonly Known[] {
    return [...this.#known.values()].filter(isHere)
  }

  /** Call it during the write that makes the same change in the vault. */
  know(id: string, known: Known): void {
    this.#known.set(id, known)
  }

  #follow({ kept, gone }: PasskeysDelta): void {
    // In this order, because a new passkey may have replaced a lost one.
    const lost = gone.filter((id) => this.#lose(id, kept))
    const seen = kept.filter((passkey) => this.#see(passkey))
    if (lost.length + seen.length > 0) this.#changed()
  }

  /**
   * @param kept the passkeys that the same write kept.
   * @returns whether the replica did not know this yet.
   */
  #lose(id: string, kept: readonly Passkey[]): boolean {
    const known = this.#known.get(id)
    if (!known || !isHere(known)) return false
    if (isDisplaced(known.passkey, kept)) {
      this.#known.set(id, { ...known, displaced: true })
      return true
    }
    const trashed = this.#order.next()
    const because = this.passkeys.whyTrashed(decodeBase64Url(id)) ?? 'It was removed.'
    this.#known.set(id, { ...known, versions: { ...known.versions, trashed, because } })
    return true
  }

  /** @returns whether the replica did not know this yet. */
  #see(passkey: Passkey): boolean {
    const id = encodeBase64Url(passkey.credentialId)
    const before = this.#known.get(id)
    const synced = readSynced(passkey, this.passkeys)
    const versions = before ? this.#versionsAfter(before, synced) : newVersions(this.#order.next())
    this.#known.set(id, { ...synced, versions, displaced: false })
    return versions !== before?.versions
  }

  #versionsAfter(before: Known, now: SyncedPasskey): Versions {
    const { versions } = before
    const changed = unlikeFields(before, now)
    const isBack = !isHere(before)
    if (changed.length === 0 && !isBack) return versions
    const at = this.#order.next()
    const fields = { ...versions.fields, ...Object.fromEntries(changed.map((name) => [name, at])) }
    return { ...versions, fields, ...(isBack && { kept: at }) }
  }

  /** For changes of too many passkeys to list. */
  #difference(): PasskeysDelta {
    const kept = this.passkeys.list()
    const now = new Set(kept.map(({ credentialId }) => encodeBase64Url(credentialId)))
    return { kept, gone: this.ids().filter((id) => !now.has(id)) }
  }
}

/** Whether a device-bound passkey has replaced a passkey that syncs. */
function isDisplaced(gone: Passkey, kept: readonly Passkey[]): boolean {
  return (
    gone.backupEligible &&
    gone.discoverable &&
    kept.some((one) => one.discoverable && !one.backupEligible && isSameAccount(one, gone))
  )
}
