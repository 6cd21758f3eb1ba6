import { encodeBase64Url } from '../../shared/base64url'
import type { WorldEvent } from '../automation/events/world-event'
import { passkeySummary } from '../ipc/passkey-summary'
import type { Passkeys } from '../vault/passkeys'
import type { Passkey } from '../webauthn/authenticator/ports'

type Tell = (event: WorldEvent) => void

export interface PasskeyWatch {
  /** Nothing is told any more. */
  stop(): void
  /** Tells that all of them are gone, and nothing more. */
  end(): void
}

/**
 * Tells of the passkeys of one authenticator as they come, change and go.
 *
 * @param authenticatorId null: the session's own platform authenticator.
 */
export function watchPasskeys(
  passkeys: Passkeys,
  authenticatorId: string | null,
  tell: Tell,
): PasskeyWatch {
  let known = byId(passkeys.list())
  const look = (now: ReadonlyMap<string, Passkey>) => {
    const before = known
    known = now
    for (const passkeyId of before.keys())
      if (!now.has(passkeyId)) tell({ type: 'passkeyRemoved', passkeyId, authenticatorId })
    for (const [passkeyId, passkey] of now) {
      const type = whatHappened(before.get(passkeyId), passkey)
      if (type) tell({ type, passkeyId, authenticatorId, passkey: passkeySummary(passkey) })
    }
  }
  const stop = passkeys.onChange(() => look(byId(passkeys.list())))
  return {
    stop,
    end: () => {
      stop()
      look(new Map())
    },
  }
}

function byId(passkeys: readonly Passkey[]): ReadonlyMap<string, Passkey> {
  return new Map(passkeys.map((passkey) => [encodeBase64Url(passkey.credentialId), passkey]))
}

/** @returns undefined when nothing did: a passkey that changes is another object. */
function whatHappened(before: Passkey | undefined, now: Passkey) {
  if (!before) return 'passkeyAdded'
  if (before === now) return undefined
  if (before.hidden === null && now.hidden !== null) return 'passkeyHidden'
  if (before.hidden !== null && now.hidden === null) return 'passkeyShown'
  return 'passkeyChanged'
}
