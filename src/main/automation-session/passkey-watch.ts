import { encodeBase64Url } from '../../shared/base64url'
import type { AutomationEvent } from '../../shared/session-event'
import { passkeySummary } from '../vault/passkey-summary'
import type { Passkeys } from '../vault/passkeys'
import type { PasskeysDelta } from '../vault/passkeys-delta'
import type { Passkey } from '../webauthn/authenticator/ports'

type Tell = (event: AutomationEvent) => void

/** Turns changes of one authenticator's passkeys into events. */
export class PasskeyWatch {
  readonly #authenticatorId: string | null
  readonly #tell: Tell
  readonly #known: Map<string, Passkey>
  /** Sends no more events. */
  readonly stop: () => void

  /** @param authenticatorId null for the session's own platform authenticator. */
  constructor(passkeys: Passkeys, authenticatorId: string | null, tell: Tell) {
    this.#authenticatorId = authenticatorId
    this.#tell = tell
    this.#known = byId(passkeys.list())
    this.stop = passkeys.onChange((delta) => this.#follow(delta ?? this.#differenceTo(passkeys)))
  }

  /** Sends the events that all passkeys are gone, and stops. */
  end(): void {
    this.stop()
    this.#follow({ kept: [], gone: [...this.#known.keys()] })
  }

  #follow({ kept, gone }: PasskeysDelta): void {
    const authenticatorId = this.#authenticatorId
    for (const passkeyId of gone)
      if (this.#known.delete(passkeyId))
        this.#tell({ type: 'passkeyRemoved', passkeyId, authenticatorId })
    for (const passkey of kept) {
      const passkeyId = encodeBase64Url(passkey.credentialId)
      const type = whatHappened(this.#known.get(passkeyId), passkey)
      this.#known.set(passkeyId, passkey)
      if (type) this.#tell({ type, passkeyId, authenticatorId, passkey: passkeySummary(passkey) })
    }
  }

  /** For changes of too many passkeys to list. */
  #differenceTo(passkeys: Passkeys): PasskeysDelta {
    const kept = passkeys.list()
    const now = byId(kept)
    return { kept, gone: [...this.#known.keys()].filter((passkeyId) => !now.has(passkeyId)) }
  }
}

function byId(passkeys: readonly Passkey[]): Map<string, Passkey> {
  return new Map(passkeys.map((passkey) => [encodeBase64Url(passkey.credentialId), passkey]))
}

/** @returns undefined when the passkey did not change. A change makes a new object. */
function whatHappened(before: Passkey | undefined, now: Passkey) {
  if (!before) return 'passkeyAdded'
  if (before === now) return undefined
  if (before.hidden === null && now.hidden !== null) return 'passkeyHidden'
  if (before.hidden !== null && now.hidden === null) return 'passkeyShown'
  return 'passkeyChanged'
}
