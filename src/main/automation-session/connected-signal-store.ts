import type { SignalStore, SignalWrite, TrashedBySignal, UndoNote } from '../signals/ports'
import { atOnce, known, type Steps } from '../platform/slices'
import type { Passkeys } from '../vault/passkeys'
import type { Passkey } from '../webauthn/authenticator/ports'
import type { ConnectedAuthenticators } from './connected-authenticators'
import type { Devices } from './devices/devices'

type Note = NonNullable<SignalWrite['note']>

/** The passkeys of all reachable authenticators together, because a signal applies to all of them (WebAuthn §5.1.10). */
export class ConnectedSignalStore implements SignalStore {
  readonly #reach: ConnectedAuthenticators
  readonly #devices: Pick<Devices, 'keepingUndo'>

  constructor(reach: ConnectedAuthenticators, devices: Pick<Devices, 'keepingUndo'>) {
    this.#reach = reach
    this.#devices = devices
  }

  async prepare(rpId: string): Promise<void> {
    for (const passkeys of this.#reach.passkeys()) await passkeys.prepare(rpId)
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

  /** Each authenticator decides alone, because each has at most one discoverable passkey per account. */
  isTaken(trashed: Passkey): boolean {
    return this.#reach.trashOf(trashed.credentialId)?.isTaken(trashed) ?? false
  }

  async change<T extends SignalWrite>(decide: () => Steps<T>): Promise<T> {
    const [first, ...others] = this.#reach.passkeys()
    return first && others.length === 0 ? first.change(decide) : this.#changeSeveral(decide)
  }

  /** Each authenticator keeps the note of its own passkeys. */
  undoNote(entryId: string): UndoNote | undefined {
    const notes = this.#reach
      .passkeys()
      .map((passkeys) => passkeys.undoNote(entryId))
      .filter((note) => note !== undefined)
    const [first] = notes
    return first && { ...first, passkeys: notes.flatMap(({ passkeys }) => passkeys) }
  }

  undoElsewhere(entryId: string): string | undefined {
    const device = this.#devices.keepingUndo(entryId)
    if (device === undefined) return undefined
    return `This signal came to the device “${device}”. Use this device, then undo the signal.`
  }

  /** Every vault writes one change at a time. Waits for the writes in progress in all vaults, then decides. */
  async #changeSeveral<T extends SignalWrite>(decide: () => Steps<T>): Promise<T> {
    const all = this.#reach.passkeys()
    await Promise.all(all.map((passkeys) => passkeys.change(() => known(NOTHING))))
    const decided = atOnce(decide())
    const parts = all.map((passkeys) => [passkeys, partOf(decided, passkeys)] as const)
    await Promise.all(parts.map(([passkeys, part]) => passkeys.change(() => known(part))))
    return decided
  }
}

const NOTHING: SignalWrite = { writes: [], note: null }

/** The part of a decision that one authenticator writes. */
function partOf({ writes, note }: SignalWrite, passkeys: Passkeys): SignalWrite {
  const has = (id: Uint8Array) => passkeys.has(id) || passkeys.findTrashed(id) !== undefined
  return {
    writes: writes.filter(({ passkeyId }) => has(passkeyId)),
    note: note && noteOf(note, has),
  }
}

function noteOf({ id, undo }: Note, has: (passkeyId: Uint8Array) => boolean): Note {
  const passkeys = undo?.passkeys.filter(({ passkeyId }) => has(passkeyId))
  return { id, undo: undo && passkeys ? { ...undo, passkeys } : null }
}
