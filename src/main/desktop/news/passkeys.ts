import { encodeBase64Url } from '../../../shared/base64url'
import type { PasskeysChange } from '../../../shared/main-api'
import { passkeySummary } from '../../vault/passkey-summary'
import { throttle } from '../../platform/throttle'
import type { PasskeysDelta } from '../../vault/passkeys-delta'
import type { Vault } from '../../vault/vault'
import type { Passkey } from '../../webauthn/authenticator/ports'
import type { Clock } from '../../platform/ports'

/** One frame of a screen: what changes within it is seen together. In milliseconds. */
const FRAME_MS = 16
/** The window reads all passkeys, or the trash: of ten thousand that takes a tenth of a second. */
const LIST_REST_MS = 250
/** Of more passkeys than these the window is told only that there were many. */
const TOLD_AT_MOST = 100

export interface PasskeyNews {
  /** null: read all of them again. */
  readonly changed: (change: PasskeysChange | null) => void
  readonly trashChanged: () => void
}

/** Tells the window of passkeys that change: of the first at once, and of what follows within a frame together. */
export function tellOfPasskeys(
  vault: Pick<Vault, 'passkeys' | 'onStateChange'>,
  { changed, trashChanged }: PasskeyNews,
  clock: Pick<Clock, 'after'>,
): void {
  const untold = new Untold()
  const tellAll = throttle(
    () => {
      untold.forget()
      changed(null)
    },
    LIST_REST_MS,
    clock,
  )
  const tellSome = throttle(
    () => {
      if (untold.size > TOLD_AT_MOST) tellAll()
      else if (untold.size > 0) changed(untold.take())
    },
    FRAME_MS,
    clock,
  )
  const tellOfTrash = throttle(trashChanged, LIST_REST_MS, clock)
  vault.passkeys.onChange((delta) => {
    if (!delta) {
      tellAll()
      return
    }
    untold.add(delta)
    tellSome()
  })
  vault.passkeys.onTrashChange(tellOfTrash)
  vault.onStateChange(() => {
    tellAll()
    tellOfTrash()
  })
}

/** What the window has not been told yet: of each passkey the latest. */
class Untold {
  readonly #kept = new Map<string, Passkey>()
  readonly #gone = new Set<string>()

  get size(): number {
    return this.#kept.size + this.#gone.size
  }

  add({ kept, gone }: PasskeysDelta): void {
    for (const passkey of kept) {
      const id = encodeBase64Url(passkey.credentialId)
      this.#gone.delete(id)
      this.#kept.set(id, passkey)
    }
    for (const id of gone) {
      this.#kept.delete(id)
      this.#gone.add(id)
    }
  }

  take(): PasskeysChange {
    const change = {
      kept: Array.from(this.#kept.values(), passkeySummary),
      gone: [...this.#gone],
    }
    this.forget()
    return change
  }

  forget(): void {
    this.#kept.clear()
    this.#gone.clear()
  }
}
