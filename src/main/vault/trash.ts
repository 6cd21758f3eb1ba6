/** Deleted passkeys. The trash keeps each for thirty days by its own clock. Until then the user can restore it. */
import type { TrashedBySignal } from '../signals/ports'
import type { Passkey } from '../webauthn/authenticator/ports'
import { encodedNames } from './cbor-parts'
import type { KeptValue } from './kept-value'
import { Listeners } from './listeners'
import type { Operation } from './operation'
import type { Records } from './records'
import { recordKey, toPasskey, TRASH, type StoredPasskey, type TrashRecord } from './stored-passkey'
import type { VaultAccess } from './vault-access'
import { VaultClock } from './vault-clock'
import type { Clock } from '../platform/ports'

const HOUR_MS = 60 * 60 * 1000
const KEPT_FOR_MS = 30 * 24 * HOUR_MS

/** A deleted passkey, without its key. */
export interface TrashedPasskey {
  readonly passkey: Passkey
  /** When it was deleted, in milliseconds since the Unix epoch. */
  readonly at: number
  /** One sentence for the user: who deleted it and why. */
  readonly because: string
  /** The minimum time for which the passkey is still kept, in milliseconds. */
  readonly keptForMs: number
}

export class Trash {
  readonly #access: VaultAccess
  readonly #clock: Clock
  readonly #trashClock: VaultClock
  readonly #changed = new Listeners()
  #cancelLook: (() => void) | null = null

  constructor(access: VaultAccess, clock: Clock) {
    this.#access = access
    this.#clock = clock
    this.#trashClock = new VaultClock(access, clock, 'last-look')
    access.onChange((contents) => {
      this.#cancelLook?.()
      this.#cancelLook = null
      contents?.records.onApplied((batch) => {
        if (batch.some(([, collection]) => collection === TRASH)) this.#changed.call()
      })
      if (contents) this.#lookEveryHour(contents.records)
      this.#changed.call()
    })
  }

  /** Calls back after every change. Returns the function that stops listening. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  /** @throws {VaultLockedError} */
  find(key: string): TrashRecord | undefined {
    return this.#access.contents.records.get(TRASH, key) as TrashRecord | undefined
  }

  /**
   * The keys of all trashed passkeys.
   *
   * @throws {VaultLockedError}
   */
  keys(): readonly string[] {
    return Array.from(this.#access.contents.records.entries(TRASH), ([key]) => key)
  }

  /** @throws {VaultLockedError} */
  findWithSignal(credentialId: Uint8Array): TrashedBySignal | undefined {
    // A signal may name thousands of passkeys, usually while the trash is empty.
    if (this.#access.contents.records.count(TRASH) === 0) return undefined
    const trashed = this.find(recordKey(credentialId))
    return trashed && { passkey: toPasskey(trashed.passkey), by: trashed.by ?? null }
  }

  /**
   * Newest first.
   *
   * @throws {VaultLockedError}
   */
  list(): readonly TrashedPasskey[] {
    const now = this.#trashClock.read()
    return Array.from(this.#access.contents.records.entries(TRASH), ([, kept]) => {
      const trashed = kept.glance() as TrashRecord
      return {
        passkey: toPasskey(trashed.passkey),
        at: trashed.at,
        because: trashed.because,
        keptForMs: Math.max(endOf(trashed, now) - now, 0),
      }
    }).reverse()
  }

  /**
   * The entry of a passkey that is moved to the trash now.
   *
   * @param by the id of the signal's entry, when a signal deletes the passkey.
   */
  entry(passkey: StoredPasskey, because: string, by?: string): TrashRecord {
    return {
      passkey,
      at: this.#clock.now(),
      because,
      ...(by !== undefined && { by }),
      clockAt: this.#trashClock.read(),
    }
  }

  /** Written with the first passkey in an empty trash, because the clock is not read while the trash is empty. */
  toBegin(): Operation[] {
    const isEmpty = this.#access.contents.records.count(TRASH) === 0
    return isEmpty ? [this.#trashClock.toNote()] : []
  }

  /** Deletes permanently, all in one write. Ignores ids that are not in the trash. */
  async deleteForever(credentialIds: readonly Uint8Array[]): Promise<void> {
    const { records } = this.#access.contents
    await records.write(() => {
      const keys = new Set(credentialIds.map(recordKey))
      return [...keys].filter((key) => records.kept(TRASH, key)).map(toDelete)
    })
  }

  #lookEveryHour(records: Records): void {
    this.#look(records)
    this.#cancelLook = this.#clock.after(HOUR_MS, () => this.#lookEveryHour(records))
  }

  /** Deletes the passkeys whose time is over. If the write fails, the next check retries. */
  #look(records: Records): void {
    if (records.count(TRASH) === 0) return
    if (this.#expired(records).length === 0) {
      records.soon(() => [this.#trashClock.toNote(), ...this.#toStamp(records)])
      return
    }
    const write = records.write(() => [
      this.#trashClock.toNote(),
      ...this.#toStamp(records),
      ...this.#expired(records).map(toDelete),
    ])
    void write.catch(() => {
      // The journal has told the user why the vault cannot be written.
    })
  }

  #expired(records: Records): string[] {
    const now = this.#trashClock.read()
    const expired = this.#times(records).filter(([, times]) => endOf(times, now) <= now)
    return expired.map(([key]) => key)
  }

  /** Passkeys that an earlier build deleted get thirty days from the first check. */
  #toStamp(records: Records): Operation[] {
    const clockAt = this.#trashClock.read()
    const unstamped = this.#times(records).filter(([, times]) => times.clockAt === undefined)
    return unstamped.map(([key]) => ['put', TRASH, key, { ...this.find(key), clockAt }])
  }

  /** When each passkey was deleted, by the trash's clock. */
  #times(records: Records): (readonly [key: string, times: DeletionTime])[] {
    return Array.from(records.entries(TRASH), ([key, kept]) => [
      key,
      kept.fields(CLOCK_AT) as DeletionTime,
    ])
  }
}

type DeletionTime = Pick<TrashRecord, 'clockAt'>

const CLOCK_AT = encodedNames('clockAt')
const PASSKEY = encodedNames('passkey')
const ORDER = encodedNames('order')

/** The `order` of a trashed passkey, without decoding the rest. */
export function orderOfTrashed(trashed: KeptValue): number {
  return Number(trashed.child(PASSKEY)?.fields(ORDER).order ?? 0)
}

/** The time until which a passkey is kept, by the trash's clock. */
function endOf({ clockAt }: DeletionTime, now: number): number {
  return (clockAt ?? now) + KEPT_FOR_MS
}

function toDelete(key: string): Operation {
  return ['delete', TRASH, key]
}
