/** What the user does to passkeys in the window, with an entry of the record for each edit that was made. */
import type { ActivityReport, PasskeyChange } from '../../shared/activity'
import { encodeBase64Url } from '../../shared/base64url'
import type { Names } from '../../shared/passkey'
import { namesOfSome } from '../commands/names-of-some'
import type { PasskeyPort } from '../ipc/passkey-calls'
import type { Passkey } from '../webauthn/authenticator/ports'

type Port = PasskeyPort['passkeys']

/** The edits of a vault. */
type Edits = Port & { find(credentialId: Uint8Array): Passkey | undefined }

type PlainChange = Exclude<PasskeyChange['what'], 'renamed'>

export class RecordedEdits implements Port {
  readonly #passkeys: Edits
  readonly #report: (report: ActivityReport) => void

  /** @param report adds an entry to the record. */
  constructor(passkeys: Edits, report: (report: ActivityReport) => void) {
    this.#passkeys = passkeys
    this.#report = report
  }

  listPart(from: number, count: number): ReturnType<Port['listPart']> {
    return this.#passkeys.listPart(from, count)
  }

  listTrash(): ReturnType<Port['listTrash']> {
    return this.#passkeys.listTrash()
  }

  rename(...edit: Parameters<Port['rename']>): Promise<void> {
    const [credentialId, , expected] = edit
    const reason = expected ? 'You undid your change of the names.' : 'You changed the names.'
    return this.#renaming(credentialId, () => this.#passkeys.rename(...edit), reason)
  }

  followSite(credentialId: Uint8Array): Promise<void> {
    const reason = 'You gave the passkey the site’s names again.'
    return this.#renaming(credentialId, () => this.#passkeys.followSite(credentialId), reason)
  }

  hide(...edit: Parameters<Port['hide']>): Promise<void> {
    const reason = 'You hid the passkey from pages.'
    return this.#changing('hidden', edit[0], () => this.#passkeys.hide(...edit), reason)
  }

  hideAgain(...edit: Parameters<Port['hideAgain']>): Promise<void> {
    const reason = 'You undid that you showed the passkey.'
    return this.#changing('hidden', edit[0], () => this.#passkeys.hideAgain(...edit), reason)
  }

  show(...edit: Parameters<Port['show']>): Promise<void> {
    const reason = edit[1]
      ? 'You undid that you hid the passkey.'
      : 'You showed the passkey to pages again.'
    return this.#changing('shown', edit[0], () => this.#passkeys.show(...edit), reason)
  }

  trash(...edit: Parameters<Port['trash']>): Promise<void> {
    const reason = 'You moved the passkey to the trash.'
    return this.#changing('deleted', edit[0], () => this.#passkeys.trash(...edit), reason)
  }

  restore(...edit: Parameters<Port['restore']>): Promise<void> {
    const reason = edit[1]
      ? 'You undid that you deleted the passkey.'
      : 'You restored the passkey from the trash.'
    return this.#changing('restored', edit[0], () => this.#passkeys.restore(...edit), reason)
  }

  async deleteForever(credentialIds: readonly Uint8Array[]): Promise<void> {
    const gone = credentialIds.flatMap((id) => this.#trashed(id) ?? [])
    await this.#passkeys.deleteForever(credentialIds)
    if (gone.length === 0) return
    const reason = `You deleted ${namesOfSome(gone)} forever.`
    this.#report({ kind: 'destroy', origin: null, outcome: 'done', reason })
  }

  async #renaming(
    credentialId: Uint8Array,
    edit: () => Promise<void>,
    reason: string,
  ): Promise<void> {
    const before = this.#passkeys.find(credentialId)
    await edit()
    const after = this.#passkeys.find(credentialId)
    if (!before || !after) return
    const passkeyId = encodeBase64Url(credentialId)
    const names = { before: namesOf(before), after: namesOf(after) }
    this.#edited(after, { what: 'renamed', passkeyId, ...names }, reason)
  }

  async #changing(
    what: PlainChange,
    credentialId: Uint8Array,
    edit: () => Promise<void>,
    reason: string,
  ): Promise<void> {
    const passkey = this.#passkeys.find(credentialId) ?? this.#trashed(credentialId)
    await edit()
    if (!passkey) return
    const passkeyId = encodeBase64Url(credentialId)
    this.#edited(passkey, { what, passkeyId, names: namesOf(passkey) }, reason)
  }

  #edited({ rpId }: Passkey, change: PasskeyChange, reason: string): void {
    this.#report({ kind: 'edit', origin: null, rpId, outcome: 'done', reason, changes: [change] })
  }

  #trashed(credentialId: Uint8Array): Passkey | undefined {
    const id = Buffer.from(credentialId)
    return this.#passkeys.listTrash().find(({ passkey }) => id.equals(passkey.credentialId))
      ?.passkey
  }
}

function namesOf({ userName, userDisplayName }: Passkey): Names {
  return { userName, userDisplayName }
}
