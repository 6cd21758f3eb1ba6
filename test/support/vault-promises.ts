/**
 * The promises of a vault, which are compared with its contents after a crash. Every acknowledged change is there; a change
 * in progress is there completely or not at all; a refused change is not there; and every passkey has its own private key.
 */
import { decodeBase64Url, encodeBase64Url } from '../../src/shared/base64url'
import type { Vault } from '../../src/main/vault/vault'

/** A change: its subjects, such as `passkey ID`, and the state of each afterwards. */
export interface Change {
  readonly number: number
  readonly after: Readonly<Record<string, string>>
}

/** The state of a subject that the vault does not have. */
export const ABSENT = 'absent'

/** Receives the events of changes as they are made. */
export interface Witnesses {
  begun(change: Change): void
  acknowledged(number: number): void
  refused(number: number): void
}

export interface Faults {
  /** Subjects that lost an acknowledged change, or have a state that no change set. */
  readonly lost: readonly string[]
  /** Changes of several subjects that took effect for only some of them. */
  readonly halves: readonly number[]
  /** Passkeys with another passkey's private key, or that were never added. */
  readonly strange: readonly string[]
}

export class VaultPromises implements Witnesses {
  /** The acknowledged state of each subject. */
  readonly #settled = new Map<string, string>()
  readonly #underWay = new Map<number, Change>()

  begun(change: Change): void {
    this.#underWay.set(change.number, change)
  }

  acknowledged(number: number): void {
    const change = this.#underWay.get(number)
    if (!change) throw new Error(`${number} was acknowledged before it began`)
    this.#underWay.delete(number)
    for (const [who, after] of Object.entries(change.after)) this.#settled.set(who, after)
  }

  /** A grant whose end could not be written counts as ended, at least until the app ends. */
  refused(number: number): void {
    for (const [who, after] of Object.entries(this.#underWay.get(number)?.after ?? {}))
      if (who.startsWith('grant ') && after === ABSENT) this.#settled.delete(who)
    this.#underWay.delete(number)
  }

  /** How many subjects have an acknowledged change. */
  get size(): number {
    return this.#settled.size
  }

  copy(): VaultPromises {
    const copy = new VaultPromises()
    for (const [who, after] of this.#settled) copy.#settled.set(who, after)
    for (const change of this.#underWay.values()) copy.begun(change)
    return copy
  }

  /**
   * Compares a vault that was opened after a crash. From then on, the changes that were in progress have the state of this
   * vault.
   */
  judge(vault: Vault): Faults {
    const halves: number[] = []
    for (const [number, change] of this.#underWay) {
      const parts = Object.entries(change.after)
      const true_ = parts.filter(([who, after]) => observe(vault, who) === after)
      if (true_.length === parts.length) this.acknowledged(number)
      else if (true_.length > 0 && !this.#wasSo(true_)) halves.push(number)
      this.#underWay.delete(number)
    }
    const lost = [...this.#settled].flatMap(([who, after]) => {
      const found = observe(vault, who)
      return found === after ? [] : [`${who}: ${found}, not ${after}`]
    })
    return { lost, halves, strange: this.#strange(vault) }
  }

  /** Whether the parts of a change that are there were there before the change. */
  #wasSo(parts: readonly (readonly [string, string])[]): boolean {
    return parts.every(([who, after]) => (this.#settled.get(who) ?? ABSENT) === after)
  }

  #strange({ passkeys }: Vault): string[] {
    return passkeys.list().flatMap(({ credentialId }) => {
      const id = encodeBase64Url(credentialId)
      if (!this.#settled.has(passkeyCalled(id))) return [`${id} was never added`]
      const key = Buffer.from(passkeys.privateKey(credentialId))
      return key.equals(privateKeyOf(id)) ? [] : [`${id} has another key`]
    })
  }
}

export function passkeyCalled(id: string): string {
  return `passkey ${id}`
}

/** Replaces the private key of a passkey. */
export function privateKeyOf(id: string): Buffer {
  return Buffer.from(`the private key of ${id}`)
}

/** @param name only its first word counts, so that a name may be long. */
export function keptAs(name: string, count: number | null): string {
  return `kept as ${name.split(' ', 1).join('')} ${String(count)}`
}

/** @param by the entry of the signal that deleted it; null: the user. */
export function trashedAs(name: string, count: number | null, by: string | null): string {
  return `trashed as ${name.split(' ', 1).join('')} ${String(count)} by ${String(by)}`
}

function observe(vault: Vault, who: string): string {
  const [kind = '', id = ''] = who.split(' ')
  switch (kind) {
    case 'passkey':
      return observePasskey(vault, id)
    case 'grant':
      return encodeBase64Url(vault.grants.find(id)?.token ?? new Uint8Array()) || ABSENT
    case 'blocked':
      return vault.grants.isBlocked(id) ? 'blocked' : ABSENT
    case 'policy':
      return vault.pagePolicies.own(id) ?? ABSENT
    default:
      throw new Error(`nothing is known of ${who}`)
  }
}

function observePasskey({ passkeys }: Vault, id: string): string {
  const credentialId = decodeBase64Url(id)
  const kept = passkeys.find(credentialId)
  const trashed = passkeys.findTrashed(credentialId)
  if (kept && trashed) return 'kept and trashed'
  if (kept) return keptAs(kept.userName, kept.signCount)
  if (!trashed) return ABSENT
  const { passkey, by } = trashed
  const undoable = by === null || passkeys.undoNote(by) !== undefined
  return `${trashedAs(passkey.userName, passkey.signCount, by)}${undoable ? '' : ', for good'}`
}
