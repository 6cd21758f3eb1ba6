/** The user's edits of passkeys in the window. Each successful edit adds an entry to the record. */
import type { ActivityReport, PasskeyChange } from '../../shared/activity'
import { encodeBase64Url } from '../../shared/base64url'
import { groupedNumber } from '../../shared/grouped-number'
import type { Names } from '../../shared/passkey'
import { namesOfSome } from '../commands/names-of-some'
import type { PasskeyPort } from '../ipc/passkey-calls'
import type { Passkey } from '../webauthn/authenticator/ports'

type Port = PasskeyPort['passkeys']

/** The edits that may leave a passkey as it was. Only the write knows which passkeys it changed. */
type Editing = 'rename' | 'followSite' | 'hideAll' | 'hideAgain' | 'showAll'

type EditedPasskeys = Omit<Port, Editing> & {
  readonly [Edit in Editing]: (...edit: Parameters<Port[Edit]>) => Promise<readonly Passkey[]>
}

type PlainChange = Exclude<PasskeyChange['what'], 'renamed'>

export class RecordedEdits implements Port {
  readonly #passkeys: EditedPasskeys
  readonly #report: (report: ActivityReport) => void

  /** @param report adds an entry to the record. */
  constructor(passkeys: EditedPasskeys, report: (report: ActivityReport) => void) {
    this.#passkeys = passkeys
    this.#report = report
  }

  find(credentialId: Uint8Array): Passkey | undefined {
    return this.#passkeys.find(credentialId)
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

  hideAll(...edit: Parameters<Port['hideAll']>): Promise<void> {
    const reason = (what: string) => `You hid ${what} from pages.`
    return this.#changing('hidden', () => this.#passkeys.hideAll(...edit), reason)
  }

  hideAgain(all: Parameters<Port['hideAgain']>[0]): Promise<void> {
    const reason = (what: string) => `You undid that you showed ${what}.`
    return this.#changing('hidden', () => this.#passkeys.hideAgain(all), reason)
  }

  showAll(...edit: Parameters<Port['showAll']>): Promise<void> {
    const reason = (what: string) =>
      edit[1] ? `You undid that you hid ${what}.` : `You showed ${what} to pages again.`
    return this.#changing('shown', () => this.#passkeys.showAll(...edit), reason)
  }

  trashAll(...edit: Parameters<Port['trashAll']>): Promise<void> {
    const reason = (what: string) => `You moved ${what} to the trash.`
    return this.#changing(
      'deleted',
      () => this.#moving(edit[0], 'kept', () => this.#passkeys.trashAll(...edit)),
      reason,
    )
  }

  restoreAll(...edit: Parameters<Port['restoreAll']>): Promise<void> {
    const reason = (what: string) =>
      edit[1] ? `You undid that you deleted ${what}.` : `You restored ${what} from the trash.`
    return this.#changing(
      'restored',
      () => this.#moving(edit[0], 'trashed', () => this.#passkeys.restoreAll(...edit)),
      reason,
    )
  }

  async deleteForever(credentialIds: readonly Uint8Array[]): Promise<void> {
    const gone = this.#trashed(credentialIds)
    await this.#passkeys.deleteForever(credentialIds)
    if (gone.length === 0) return
    const reason = `You deleted ${namesOfSome(gone)} forever.`
    this.#report({ kind: 'destroy', origin: null, outcome: 'done', reason })
  }

  async #renaming(
    credentialId: Uint8Array,
    edit: () => Promise<readonly Passkey[]>,
    reason: string,
  ): Promise<void> {
    const [before] = await edit()
    const after = this.#passkeys.find(credentialId)
    if (!before || !after) return
    const passkeyId = encodeBase64Url(credentialId)
    const names = { before: namesOf(before), after: namesOf(after) }
    this.#edited([after], [{ what: 'renamed', passkeyId, ...names }], reason)
  }

  async #changing(
    what: PlainChange,
    edit: () => Promise<readonly Passkey[]>,
    reason: (what: string) => string,
  ): Promise<void> {
    const changed = await edit()
    if (changed.length === 0) return
    const subject =
      changed.length === 1 ? 'the passkey' : `${groupedNumber(changed.length)} passkeys`
    const changes = changed.map((passkey) => ({
      what,
      passkeyId: encodeBase64Url(passkey.credentialId),
      names: namesOf(passkey),
    }))
    this.#edited(changed, changes, reason(subject))
  }

  /** Moves all of the passkeys, or none, so the moved passkeys are known before. */
  async #moving(
    credentialIds: readonly Uint8Array[],
    from: 'kept' | 'trashed',
    move: () => Promise<void>,
  ): Promise<readonly Passkey[]> {
    const moved =
      from === 'trashed'
        ? this.#trashed(credentialIds)
        : credentialIds.flatMap((id) => this.#passkeys.find(id) ?? [])
    await move()
    return moved
  }

  #edited(passkeys: readonly Passkey[], changes: PasskeyChange[], reason: string): void {
    const [rpId = null, ...others] = new Set(passkeys.map((passkey) => passkey.rpId))
    this.#report({
      kind: 'edit',
      origin: null,
      rpId: others.length === 0 ? rpId : null,
      outcome: 'done',
      reason,
      changes,
    })
  }

  #trashed(credentialIds: readonly Uint8Array[]): Passkey[] {
    const ids = new Set(credentialIds.map(encodeBase64Url))
    const trashed = this.#passkeys.listTrash().map(({ passkey }) => passkey)
    return trashed.filter(({ credentialId }) => ids.has(encodeBase64Url(credentialId)))
  }
}

function namesOf({ userName, userDisplayName }: Passkey): Names {
  return { userName, userDisplayName }
}
