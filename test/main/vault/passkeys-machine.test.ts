/** Random changes to passkeys, with a disk that is sometimes full. No sequence may lose a passkey. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { NewPasskey } from '../../../src/main/vault/new-passkey'
import type { Passkeys } from '../../../src/main/vault/passkeys'
import type { Vault } from '../../../src/main/vault/vault'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import {
  isSame,
  noteOf,
  PasskeysModel,
  restoreChange,
  trashChange,
} from '../../support/passkeys-model'
import { memoryHome, type VaultHome } from '../../support/vault-home'
import { applyChanges } from '../../support/apply-changes'

const DAY = 24 * 60 * 60 * 1000
/** A jump counts as at most seven days, and four such jumps are fewer than thirty days. */
const JUMPS_AT_MOST = 4

const step = fc.record({
  what: fc.constantFrom(
    'add',
    'add',
    'add several',
    'add again',
    'trash',
    'trash several',
    'restore',
    'delete forever',
    'signal deletes',
    'signal deletes',
    'signal renames',
    'undo',
    'undo',
    'rename',
    'replace all',
    'reopen',
    'clock jumps',
  ),
  /** Selects the passkey or note of the step. */
  which: fc.nat(20),
  account: fc.nat(2),
  discoverable: fc.boolean(),
  diskIsFull: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 0),
})

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

it('holds the same passkeys as a simple model after every step', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const machine = new Machine(memoryHome())
      await machine.open()
      for (const [i, each] of steps.entries()) {
        await machine.take(each, i)
        machine.check()
      }
      await machine.checkKeys()
    }),
    { numRuns: 150 },
  )
})

class Machine {
  readonly #home: VaultHome
  #vault!: Vault
  #model = new PasskeysModel()
  #jumps = 0
  /** How many steps the model has refused. */
  #refusals = 0

  constructor(home: VaultHome) {
    this.#home = home
  }

  async open(): Promise<void> {
    this.#vault = await this.#home.openVault()
  }

  /** Applies a step to the vault and to the model. When the disk is full, neither changes. */
  async take(each: Step, number: number): Promise<void> {
    if (each.what === 'reopen') return this.#reopen()
    if (each.what === 'clock jumps') return this.#jump(each)
    const before = this.#model.copy()
    const refusals = this.#refusals
    if (each.diskIsFull)
      this.#home.files.fault = ({ call }) => (call === 'write' ? { code: 'ENOSPC' } : undefined)
    const written = await this.#change(each, number, this.#vault.passkeys).then(
      () => true,
      (error: unknown) => {
        expect(String(error)).toMatch(/disk is full|was not kept|(newer|older) passkey/)
        return false
      },
    )
    this.#home.files.reset()
    if (this.#refusals > refusals) expect(written).toBe(false)
    if (!written) this.#model = before
  }

  /** Changes the model first. When the change of the vault fails, the caller restores the model. */
  #change(each: Step, number: number, passkeys: Passkeys): Promise<unknown> {
    const kept = pick(this.#model.kept, each.which)
    const trashed = pick(this.#model.trash, each.which)?.passkey
    switch (each.what) {
      case 'add':
        return this.#add(each, passkeys)
      case 'add several':
        return this.#addSeveral(each, passkeys)
      case 'add again':
        return this.#addAgain(each, passkeys)
      case 'replace all':
        return this.#replaceAll(each, passkeys)
      case 'trash several':
        return this.#trashSeveral(each, passkeys)
      case 'trash':
        if (!kept) break
        this.#model.moveToTrash(kept, null)
        return passkeys.trash(kept.credentialId, 'deleted')
      case 'restore':
        if (!trashed) break
        this.#model.restore(trashed)
        return passkeys.restore(trashed.credentialId)
      case 'delete forever':
        if (!trashed) break
        this.#model.deleteForever(trashed)
        return passkeys.deleteForever([trashed.credentialId])
      case 'rename':
        if (!kept) break
        return this.#rename(kept, `name ${number}`, passkeys)
      case 'signal renames':
        if (!kept) break
        this.#model.set(kept, { userName: `signalled ${number}` })
        return applyChanges(passkeys, [
          { passkeyId: kept.credentialId, set: { userName: `signalled ${number}` } },
        ])
      case 'signal deletes':
        return this.#signalDeletes(each, `entry ${number}`, passkeys)
      case 'undo':
        return this.#undo(each, passkeys)
    }
    return Promise.resolve()
  }

  #add({ account, discoverable }: Step, passkeys: Passkeys): Promise<unknown> {
    const passkey = keptPasskey({ userHandle: Uint8Array.of(account), discoverable })
    this.#model.add(passkey)
    return passkeys.add(passkey, keyOf(passkey))
  }

  /** Adds two passkeys at once. The second may have the account or the id of the first. */
  #addSeveral(each: Step, passkeys: Passkeys): Promise<unknown> {
    const all = this.#several(each)
    this.#added(this.#model.add(...all))
    return passkeys.addAll(all.map(withKey))
  }

  /** Adds a passkey under the id of a kept or trashed passkey. */
  #addAgain({ which, account }: Step, passkeys: Passkeys): Promise<unknown> {
    const known = pick(this.#model.all, which)
    if (!known) return Promise.resolve()
    const passkey = keptPasskey({ ...known, userHandle: Uint8Array.of(account) })
    this.#added(this.#model.add(passkey))
    return passkeys.add(passkey, keyOf(passkey))
  }

  /** Replaces all passkeys, the trash and the undo notes. */
  #replaceAll(each: Step, passkeys: Passkeys): Promise<unknown> {
    const all = [...this.#several(each), ...this.#model.kept.slice(0, each.which % 3)]
    this.#added(this.#model.replaceAll(all))
    return passkeys.replaceAll(all.map(withKey))
  }

  #trashSeveral({ which, account }: Step, passkeys: Passkeys): Promise<unknown> {
    const doomed = this.#model.kept.slice(account, which)
    for (const passkey of doomed) this.#model.moveToTrash(passkey, null)
    return passkeys.trashAll(
      doomed.map(({ credentialId }) => credentialId),
      'deleted',
    )
  }

  #several({ account, which, discoverable }: Step): Passkey[] {
    const one = keptPasskey({ userHandle: Uint8Array.of(account), discoverable })
    const other = keptPasskey({ userHandle: Uint8Array.of(which % 3) })
    return which === 0 ? [one, { ...other, credentialId: one.credentialId }] : [one, other]
  }

  /** The vault must refuse every change that the model refuses. */
  #added(accepted: boolean): void {
    if (!accepted) this.#refusals++
  }

  async #rename(kept: Passkey, userName: string, passkeys: Passkeys): Promise<void> {
    await passkeys.rename(kept.credentialId, { ...kept, userName })
    // Other tests cover the other fields that an edit sets.
    const { edited, renames, setBy } = passkeys.find(kept.credentialId)!
    this.#model.set(kept, { userName, edited, renames, setBy })
  }

  /** Deletes all passkeys of an account at once, as a list of accepted credentials may. */
  #signalDeletes({ account }: Step, by: string, passkeys: Passkeys): Promise<void> {
    const theirs = this.#model.kept.filter(({ userHandle }) => userHandle[0] === account)
    for (const passkey of theirs) this.#model.moveToTrash(passkey, by)
    const undo = noteOf(theirs)
    if (theirs.length > 0) this.#model.notes.set(by, undo)
    return applyChanges(
      passkeys,
      theirs.map((passkey) => trashChange(passkey, by)),
      { id: by, undo },
    )
  }

  /** Restores the passkeys that the signal moved to the trash, and removes the note. */
  #undo({ which }: Step, passkeys: Passkeys): Promise<void> {
    const id = pick([...this.#model.notes.keys()], which)
    if (id === undefined) return Promise.resolve()
    const back = this.#model.trash.filter(({ by }) => by === id).map(({ passkey }) => passkey)
    this.#model.notes.delete(id)
    for (const passkey of back) this.#model.restore(passkey)
    return applyChanges(passkeys, back.map(restoreChange), { id, undo: null })
  }

  async #reopen(): Promise<void> {
    await this.#vault.close()
    await this.open()
  }

  async #jump({ which, discoverable }: Step): Promise<void> {
    if (this.#jumps++ >= JUMPS_AT_MOST) return
    this.#home.clock.jump((discoverable ? 1 : -1) * which * 365 * DAY)
    await this.#reopen()
  }

  check(): void {
    const { passkeys } = this.#vault
    const { kept, trash, notes, all } = this.#model
    expect(passkeys.listByRp('example.org')).toEqual([...kept].reverse())
    expect(passkeys.list()).toHaveLength(kept.length)
    expect(passkeys.listTrash().map(({ passkey }) => passkey)).toEqual(
      trash.map(({ passkey }) => passkey).reverse(),
    )
    for (const { passkey, by } of trash)
      expect(passkeys.findTrashed(passkey.credentialId)).toEqual({ passkey, by })
    for (const [id, note] of notes) expect(passkeys.undoNote(id)).toEqual(note)
    expect(kept.length + trash.length).toBe(all.length)
    const ids = all.map(({ credentialId }) => Buffer.from(credentialId).toString('hex'))
    expect(new Set(ids).size).toBe(all.length)
    for (const passkey of kept.filter(({ discoverable }) => discoverable))
      expect(this.#model.occupant(passkey)).toBe(passkey)
  }

  /** Checks that every passkey, including those in the trash, still has its own key. */
  async checkKeys(): Promise<void> {
    for (const { passkey } of this.#model.trash) {
      const occupant = this.#model.occupant(passkey)
      if (occupant) {
        this.#checkKey(occupant)
        await this.#vault.passkeys.trash(occupant.credentialId, 'checked')
        this.#model.kept = this.#model.kept.filter((kept) => !isSame(kept, occupant))
      }
      await this.#vault.passkeys.restore(passkey.credentialId)
      this.#checkKey(passkey)
      this.#model.kept.push(passkey)
    }
    for (const passkey of this.#model.kept) this.#checkKey(passkey)
  }

  #checkKey({ credentialId }: Passkey): void {
    const key = this.#vault.passkeys.privateKey(credentialId)
    expect(Buffer.from(key)).toEqual(Buffer.from(keyOf({ credentialId })))
  }
}

function pick<T>(from: readonly T[], which: number): T | undefined {
  return from[which % Math.max(from.length, 1)]
}

function withKey(passkey: Passkey): NewPasskey {
  return { passkey, privateKey: keyOf(passkey), secrets: {} }
}

/** A private key that differs for each passkey. */
function keyOf({ credentialId }: Pick<Passkey, 'credentialId'>): Uint8Array {
  return Uint8Array.from([...PRIVATE_KEY, ...credentialId])
}
