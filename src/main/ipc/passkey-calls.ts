import type { VaultState } from '../../shared/app-state'
import { decodeBase64Url } from '../../shared/base64url'
import type { MainCalls } from '../../shared/main-api'
import type { Hidden, LeftByUser, Names, TrashedPasskeySummary } from '../../shared/passkey'
import { passkeySummary, summariesFrom, type PasskeysPart } from '../vault/passkey-summary'
import type { Passkey } from '../webauthn/authenticator/ports'

/** The vault, as the calls about passkeys use it. */
export interface PasskeyPort {
  readonly state: VaultState
  readonly passkeys: {
    listPart(from: number, count: number): PasskeysPart<Passkey>
    /** @param expected of an undo, here and below: rejects where something newer stands. */
    rename(credentialId: Uint8Array, names: Partial<Names>, expected?: Names): Promise<void>
    trash(credentialId: Uint8Array, because: string): Promise<void>
    restore(credentialId: Uint8Array, expected?: LeftByUser): Promise<void>
    hide(credentialId: Uint8Array, because: string): Promise<void>
    /** Undoes that the user showed it: rejects where something newer stands. */
    hideAgain(credentialId: Uint8Array, hidden: Hidden): Promise<void>
    show(credentialId: Uint8Array, expected?: LeftByUser): Promise<void>
    followSite(credentialId: Uint8Array): Promise<void>
    /** Newest first. */
    listTrash(): readonly TrashedPasskey[]
    deleteForever(credentialIds: readonly Uint8Array[]): Promise<void>
  }
}

export interface TrashedPasskey {
  readonly passkey: Passkey
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly because: string
  readonly keptForMs: number
}

export function passkeyCalls(vault: PasskeyPort): MainCalls<'passkeys'> {
  const { passkeys } = vault
  /** A locked vault cannot be read. The window shows the lock instead of the list. */
  const isOpen = () => vault.state.state === 'open'
  return {
    listPasskeys: async (from) =>
      isOpen() ? summariesFrom(passkeys, from) : { passkeys: [], next: null },
    renamePasskey: (id, names, expected) => passkeys.rename(decodeBase64Url(id), names, expected),
    followSite: (id) => passkeys.followSite(decodeBase64Url(id)),
    deletePasskey: (id) => passkeys.trash(decodeBase64Url(id), 'deleted in the window'),
    restorePasskey: (id, expected) => passkeys.restore(decodeBase64Url(id), expected),
    hidePasskey: (id, hidden) =>
      hidden
        ? passkeys.hideAgain(decodeBase64Url(id), hidden)
        : passkeys.hide(decodeBase64Url(id), 'You hid it in Latchkey.'),
    showPasskey: (id, expected) => passkeys.show(decodeBase64Url(id), expected),
    listTrash: async () => (isOpen() ? passkeys.listTrash().map(trashSummary) : []),
    deleteForever: (ids) => passkeys.deleteForever(ids.map(decodeBase64Url)),
  }
}

function trashSummary({ passkey, at, because, keptForMs }: TrashedPasskey): TrashedPasskeySummary {
  return { passkey: passkeySummary(passkey), at, because, keptForMs }
}
