import type { StoreChange, UndoNote } from '../../src/main/signals/ports'
import type { Passkey } from '../../src/main/webauthn/authenticator/ports'

/** A simple model of what a vault should hold. */
export class PasskeysModel {
  /** Oldest first. */
  kept: Passkey[] = []
  /** In the order of deletion. */
  trash: { readonly passkey: Passkey; readonly by: string | null }[] = []
  notes = new Map<string, UndoNote>()
  /** Every passkey that was added and not permanently deleted, in the order in which they were added. */
  all: Passkey[] = []

  /** A copy of the state, to restore when a write fails. */
  copy(): PasskeysModel {
    const copy = new PasskeysModel()
    copy.kept = [...this.kept]
    copy.trash = [...this.trash]
    copy.notes = new Map(this.notes)
    copy.all = [...this.all]
    return copy
  }

  /** @returns whether all of them were added. If not, the model has not changed. */
  add(...passkeys: readonly Passkey[]): boolean {
    if (!this.#canAdd(passkeys)) return false
    for (const passkey of passkeys) {
      const replaced = this.occupant(passkey)
      if (replaced) this.moveToTrash(replaced, null)
      this.kept.push(passkey)
      this.all.push(passkey)
    }
    return true
  }

  /** @returns whether they replaced all passkeys. If not, the model has not changed. */
  replaceAll(passkeys: readonly Passkey[]): boolean {
    const fresh = new PasskeysModel()
    if (!fresh.add(...passkeys)) return false
    Object.assign(this, fresh)
    return true
  }

  /**
   * Ids are unique among the kept, trashed and new passkeys. Each account has at most one discoverable passkey among the new
   * ones.
   */
  #canAdd(passkeys: readonly Passkey[]): boolean {
    const ids = [...this.all, ...passkeys].map(({ credentialId }) => hexOf(credentialId))
    const accounts = passkeys
      .filter(({ discoverable }) => discoverable)
      .map(({ userHandle }) => hexOf(userHandle))
    return new Set(ids).size === ids.length && new Set(accounts).size === accounts.length
  }

  moveToTrash(passkey: Passkey, by: string | null): void {
    this.kept = this.kept.filter((kept) => kept !== passkey)
    this.trash.push({ passkey, by })
  }

  /** @returns whether it was restored. */
  restore(passkey: Passkey): boolean {
    if (this.occupant(passkey)) return false
    this.trash = this.trash.filter((entry) => !isSame(entry.passkey, passkey))
    const placeOf = (of: Passkey) => this.all.findIndex((added) => isSame(added, of))
    this.kept = [...this.kept, passkey].sort((a, b) => placeOf(a) - placeOf(b))
    return true
  }

  deleteForever(passkey: Passkey): void {
    this.trash = this.trash.filter((entry) => !isSame(entry.passkey, passkey))
    this.all = this.all.filter((added) => !isSame(added, passkey))
  }

  /** Writes new fields into a kept passkey. */
  set(passkey: Passkey, fields: Partial<Passkey>): void {
    this.kept = this.kept.map((kept) => (kept === passkey ? { ...kept, ...fields } : kept))
  }

  /** The discoverable passkey of the same account. */
  occupant({ discoverable, userHandle }: Passkey): Passkey | undefined {
    if (!discoverable) return undefined
    return this.kept.find(
      (kept) => kept.discoverable && Buffer.compare(kept.userHandle, userHandle) === 0,
    )
  }
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

export function isSame(a: Passkey, b: Passkey): boolean {
  return Buffer.compare(a.credentialId, b.credentialId) === 0
}

/** The undo note of a signal that deleted these passkeys. */
export function noteOf(passkeys: readonly Passkey[]): UndoNote {
  return {
    origin: 'https://example.org',
    rpId: 'example.org',
    passkeys: passkeys.map(({ credentialId }) => ({ passkeyId: credentialId, deleted: true })),
  }
}

export function trashChange({ credentialId }: Passkey, by: string): StoreChange {
  return { passkeyId: credentialId, trash: { because: 'a page does not know it', by } }
}

export function restoreChange({ credentialId }: Passkey): StoreChange {
  return { passkeyId: credentialId, restore: true }
}
