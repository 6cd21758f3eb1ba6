import type { CarriedPasskey, OverriddenChange, SyncedField } from '../../../shared/device'
import type { Passkey } from '../../webauthn/authenticator/ports'
import type { MemoryAuthenticator } from '../memory-authenticator'
import { carry, waiting } from './carry'
import { overriddenBySync } from './overridden'
import type { Replica } from './replica'
import type { Versions } from './versions'

export interface DeviceSettings {
  readonly online: boolean
  readonly syncAfter: number | 'by-hand'
  readonly counters: 'synced' | 'own'
}

export interface SyncOutcome {
  readonly sent: readonly CarriedPasskey[]
  readonly received: readonly CarriedPasskey[]
  readonly overridden: readonly OverriddenChange[]
}

interface DeviceParts {
  readonly authenticator: MemoryAuthenticator
  readonly replica: Replica
  readonly account: Replica
}

interface UnsentPasskeys {
  /** Passkeys that the account does not have. */
  readonly passkeys: readonly Passkey[]
  /** How many passkeys differ from those of the account, including new ones. */
  readonly changes: number
}

/** One device of an account: a platform authenticator, and the device's knowledge of its passkeys. */
export class Device {
  readonly id: string
  readonly authenticator: MemoryAuthenticator
  settings: DeviceSettings
  /** The provider profile that the device plays while it is not active. */
  profile: string
  readonly #replica: Replica
  readonly #account: Replica
  /** The versions on which device and account agreed in the last sync. */
  #agreed: ReadonlyMap<string, Versions> = new Map()

  constructor(
    id: string,
    { authenticator, replica, account }: DeviceParts,
    { profile, ...settings }: DeviceSettings & { readonly profile: string },
  ) {
    this.id = id
    this.authenticator = authenticator
    this.settings = settings
    this.profile = profile
    this.#replica = replica
    this.#account = account
  }

  /** The ids of the passkeys that differ between the device and the account, base64url. */
  pending(): ReadonlySet<string> {
    return new Set([
      ...waiting(this.#replica, this.#account, this.#options),
      ...waiting(this.#account, this.#replica, this.#options),
    ])
  }

  /** Sends the device's changes, and receives changes from elsewhere. Run only one sync of an account at a time. */
  async sync(): Promise<SyncOutcome> {
    const { without } = this.#options
    const sides = { device: this.#replica, account: this.#account, before: this.#agreed }
    const overridden = overriddenBySync(sides, without)
    const sent = await carry(this.#replica, this.#account, this.#options)
    const received = await carry(this.#account, this.#replica, this.#options)
    // The blob of a passkey that was restored from the device's trash can be sent only now.
    const sentThen = await carry(this.#replica, this.#account, this.#options)
    // Uses the account's versions, because the device may have changed since it sent its own.
    this.#agreed = new Map(
      this.#account.ids().flatMap((id) => {
        const known = this.#account.find(id)
        return known ? [[id, known.versions] as const] : []
      }),
    )
    return { sent: [...sent, ...sentThen], received, overridden }
  }

  /** The changes that the account does not have. */
  unsent(): UnsentPasskeys {
    const unsent = waiting(this.#replica, this.#account, this.#options)
    return {
      passkeys: this.#replica
        .kept()
        .filter(({ passkey }) => !this.#account.passkeys.has(passkey.credentialId))
        .map(({ passkey }) => passkey),
      changes: unsent.length,
    }
  }

  /** Stops tracking changes of the device's passkeys. */
  stop(): void {
    this.#replica.stop()
  }

  get #options(): { readonly without: readonly SyncedField[] } {
    return { without: this.settings.counters === 'own' ? ['signCount'] : [] }
  }
}
