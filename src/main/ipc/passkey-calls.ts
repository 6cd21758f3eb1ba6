import type { VaultState } from '../../shared/app-state'
import { decodeBase64Url } from '../../shared/base64url'
import type { MainCalls } from '../../shared/main-api'
import type { Hidden, LeftByUser, Names, TrashedPasskeySummary } from '../../shared/passkey'
import { passkeySummary, summariesFrom, type PasskeysPart } from '../vault/passkey-summary'
import type { Passkey } from '../webauthn/authenticator/ports'
import { passkeyFacts, type PublicKeyOf } from './passkey-facts'

/** The part of the vault for the calls about passkeys. */
export interface PasskeyPort {
  readonly state: VaultState
  readonly publicKeyOf: PublicKeyOf
  readonly passkeys: {
    find(credentialId: Uint8Array): Passkey | undefined
    listPart(from: number, count: number): PasskeysPart<Passkey>
    /** @param expected for an undo, here and below: rejects when something newer has changed the passkey. */
    rename(credentialId: Uint8Array, names: Partial<Names>, expected?: Names): Promise<void>
    trashAll(credentialIds: readonly Uint8Array[], because: string): Promise<void>
    restoreAll(credentialIds: readonly Uint8Array[], expected?: LeftByUser): Promise<void>
    hideAll(credentialIds: readonly Uint8Array[], because: string): Promise<void>
    /** Undoes a showing of the passkeys. Rejects when something newer has changed one of them. */
    hideAgain(all: readonly (readonly [Uint8Array, Hidden])[]): Promise<void>
    showAll(credentialIds: readonly Uint8Array[], expected?: LeftByUser): Promise<void>
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
  const { passkeys, publicKeyOf } = vault
  /** A locked vault cannot be read. The window shows the lock instead of the list. */
  const isOpen = () => vault.state.state === 'open'
  return {
    listPasskeys: async (from) =>
      isOpen() ? summariesFrom(passkeys, from) : { passkeys: [], next: null },
    passkeyFacts: async (id) => {
      const passkey = passkeys.find(decodeBase64Url(id))
      if (!passkey) throw new Error('This passkey is not in the vault, or is in its trash.')
      return passkeyFacts(passkey, publicKeyOf)
    },
    renamePasskey: (id, names, expected) => passkeys.rename(decodeBase64Url(id), names, expected),
    followSite: (id) => passkeys.followSite(decodeBase64Url(id)),
    deletePasskeys: (ids) => passkeys.trashAll(ids.map(decodeBase64Url), 'deleted in the window'),
    restorePasskeys: (ids, expected) => passkeys.restoreAll(ids.map(decodeBase64Url), expected),
    hidePasskeys: (ids) => passkeys.hideAll(ids.map(decodeBase64Url), 'You hid it in Latchkey.'),
    hidePasskeysAgain: (all) =>
      passkeys.hideAgain(all.map(({ id, hidden }) => [decodeBase64Url(id), hidden] as const)),
    showPasskeys: (ids, expected) => passkeys.showAll(ids.map(decodeBase64Url), expected),
    listTrash: async () => (isOpen() ? passkeys.listTrash().map(trashSummary) : []),
    deleteForever: (ids) => passkeys.deleteForever(ids.map(decodeBase64Url)),
  }
}

function trashSummary({ passkey, at, because, keptForMs }: TrashedPasskey): TrashedPasskeySummary {
  return { passkey: passkeySummary(passkey), at, because, keptForMs }
}
