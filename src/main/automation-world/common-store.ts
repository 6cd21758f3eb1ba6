import type {
  SignalStore,
  SignalWrite,
  StoreChange,
  TrashedBySignal,
  UndoNote,
} from '../signals/ports'
import type { Passkeys } from '../vault/passkeys'
import type { Passkey } from '../webauthn/authenticator/ports'
import type { ConnectedAuthenticators } from './connected-authenticators'

const NOTES_AT_MOST = 1000

/** The passkeys of all authenticators in reach, as one: a signal is for every one of them (WebAuthn §5.1.10). */
export class CommonStore implements SignalStore {
  readonly #reach: ConnectedAuthenticators
  /** By the id of the signal's entry, oldest first. */
  readonly #notes = new Map<string, UndoNote>()

  constructor(reach: ConnectedAuthenticators) {
    this.#reach = reach
  }

  listByRp(rpId: string): readonly Passkey[] {
    return this.#reach.listByRp(rpId)
  }

  find(passkeyId: Uint8Array): Passkey | undefined {
    return this.#reach.keeperOf(passkeyId)?.find(passkeyId)
  }

  findTrashed(passkeyId: Uint8Array): TrashedBySignal | undefined {
    return this.#reach.trashOf(passkeyId)?.findTrashed(passkeyId)
  }

  /** Each authenticator has one of its own for an account. */
  isTaken(trashed: Passkey): boolean {
    return this.#reach.trashOf(trashed.credentialId)?.isTaken(trashed) ?? false
  }

  async change<T extends SignalWrite>(decide: () => T): Promise<T> {
    const [first, ...others] = this.#reach.passkeys()
    const decided =
      first && others.length === 0 ? await first.change(decide) : await this.#changeSeveral(decide)
    const { note } = decided
    if (note) this.#keepNote(note.id, note.undo)
    return decided
  }

  undoNote(entryId: string): UndoNote | undefined {
    return this.#notes.get(entryId)
  }

  /** Each vault has turns of its own: what is being written in any of them is waited for, and then decided upon. */
  async #changeSeveral<T extends SignalWrite>(decide: () => T): Promise<T> {
    const nothing: SignalWrite = { writes: [], note: null }
    await Promise.all(this.#reach.passkeys().map((passkeys) => passkeys.change(() => nothing)))
    const decided = decide()
    const byKeeper = new Map<Passkeys, StoreChange[]>()
    for (const change of decided.writes) {
      const keeper = this.#keeperFor(change)
      if (keeper) byKeeper.set(keeper, [...(byKeeper.get(keeper) ?? []), change])
    }
    await Promise.all(
      [...byKeeper].map(([keeper, writes]) => keeper.change(() => ({ writes, note: null }))),
    )
    return decided
  }

  #keeperFor(change: StoreChange): Passkeys | undefined {
    return 'restore' in change
      ? this.#reach.trashOf(change.passkeyId)
      : this.#reach.keeperOf(change.passkeyId)
  }

  #keepNote(id: string, undo: UndoNote | null): void {
    this.#notes.delete(id)
    if (undo) this.#notes.set(id, undo)
    const [oldest] = this.#notes.keys()
    if (this.#notes.size > NOTES_AT_MOST && oldest !== undefined) this.#notes.delete(oldest)
  }
}
