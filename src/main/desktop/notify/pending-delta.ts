import { encodeBase64Url } from '../../../shared/base64url'
import type { PasskeysChange } from '../../../shared/main-events'
import { passkeySummary } from '../../vault/passkey-summary'
import type { PasskeysDelta } from '../../vault/passkeys-delta'
import type { Passkey } from '../../webauthn/authenticator/ports'

/** The changes that were not sent to the window yet: the latest state of each passkey. */
export class PendingDelta {
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

  /** Returns and clears the changes. */
  take(): PasskeysChange {
    const change = {
      kept: Array.from(this.#kept.values(), passkeySummary),
      gone: [...this.#gone],
    }
    this.clear()
    return change
  }

  clear(): void {
    this.#kept.clear()
    this.#gone.clear()
  }
}
