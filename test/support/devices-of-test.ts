/**
 * Three devices of one account with different lags, the actions of a random test on them, and the passkeys that they should
 * have.
 */
import { encodeBase64Url } from '../../src/shared/base64url'
import type { DeviceToAdd, SyncedField } from '../../src/shared/device'
import type { AutomationEvent } from '../../src/shared/session-event'
import { Devices, type DevicesParts } from '../../src/main/automation-session/devices/devices'
import { MemoryAuthenticator } from '../../src/main/automation-session/memory-authenticator'
import { SessionClock } from '../../src/main/automation-session/session-clock'
import type { Randomness } from '../../src/main/platform/ports'
import { memoryVault } from '../../src/main/vault/memory-vault'
import { PasskeyOrder } from '../../src/main/vault/passkey-order'
import type { Passkeys } from '../../src/main/vault/passkeys'
import type { Vault } from '../../src/main/vault/vault'
import { ALGORITHMS } from '../../src/main/webauthn/authenticator/algorithms/algorithms'
import { PLATFORM_AUTHENTICATOR } from '../../src/main/webauthn/authenticator/description'
import { NO_EXTENSION_STATE, type Passkey } from '../../src/main/webauthn/authenticator/ports'
import { FakeClock } from './fake-clock'
import { keptPasskey, PRIVATE_KEY } from './kept-passkey'

export type Step =
  | {
      readonly do: 'make'
      readonly device: string
      readonly user: string
      readonly deviceBound?: boolean
    }
  | {
      readonly do:
        'rename' | 'renameDisplay' | 'hide' | 'show' | 'trash' | 'restore' | 'use' | 'writeBlob'
      readonly device: string
      readonly pick: number
    }
  | { readonly do: 'sync' | 'offline' | 'online'; readonly device: string }
  | { readonly do: 'advance'; readonly seconds: number }

/** The expected state of one passkey after all changes. Each change has a number. */
interface Wanted {
  readonly account: string
  readonly deviceBound: boolean
  made: number
  deleted: number
  readonly values: Record<SyncedField, Value>
}

interface Value {
  readonly at: number
  readonly is: unknown
}

export class DevicesOfTest {
  readonly events: AutomationEvent[] = []
  readonly faults: unknown[] = []
  readonly #clock = new SessionClock(new FakeClock())
  readonly #wanted = new Map<string, Wanted>()
  readonly #all = new Map<string, MemoryAuthenticator>()
  readonly #random: Randomness
  readonly #order = new PasskeyOrder()
  #devices!: Devices
  #account!: Passkeys
  #changes = 0

  private constructor(random: Randomness) {
    this.#random = random
  }

  /** Three devices. */
  static async start(random: Randomness): Promise<DevicesOfTest> {
    return DevicesOfTest.with(random, [{ syncAfter: 10 }, { syncAfter: 'by-hand' }])
  }

  /** `device-1` and others. */
  static async with(
    random: Randomness,
    others: readonly DeviceToAdd[],
    partsOf: (test: DevicesOfTest) => Partial<DevicesParts> = () => ({}),
  ): Promise<DevicesOfTest> {
    const test = new DevicesOfTest(random)
    const first = await test.#newAuthenticator()
    test.#all.set('device-1', first)
    test.#devices = new Devices(first, {
      clock: test.#clock,
      profile: { current: () => 'latchkey', play: () => undefined },
      newAuthenticator: () => test.#newAuthenticator(),
      newVault: () => test.newVault(),
      leave: () => undefined,
      connect: () => undefined,
      watch: (authenticator, device) => {
        test.#all.set(device, authenticator)
        return { end: () => undefined, stop: () => undefined }
      },
      tell: (event) => test.events.push(event),
      record: () => undefined,
      fault: (error) => test.faults.push(error),
      ...partsOf(test),
    })
    for (const other of others) await test.#devices.add(other)
    return test
  }

  get devices(): Devices {
    return this.#devices
  }

  /** The account's vault. */
  async newVault(): Promise<Vault> {
    const vault = memoryVault(this.#clock, this.#random, this.#order)
    await vault.open()
    this.#account = vault.passkeys
    return vault
  }

  get account(): Passkeys {
    return this.#account
  }

  /** The number of the change that made a passkey, or last restored it. */
  madeAt(passkey: Passkey): number {
    return this.#want(passkey).made
  }

  async take(step: Step): Promise<void> {
    if ('seconds' in step) this.#clock.advance(step.seconds * 1000)
    else if ('user' in step) await this.#make(step.device, step.user, step.deviceBound)
    else if ('pick' in step) await this.#edit(step.do, this.passkeysOf(step.device), step.pick)
    else if (step.do === 'sync') await this.#devices.sync(step.device).catch(isOffline)
    else await this.#devices.change(step.device, { online: step.do === 'online' })
    await this.#devices.settled()
  }

  async syncAll(): Promise<void> {
    for (const { id } of this.#devices.list()) await this.#devices.change(id, { online: true })
    await this.#devices.sync()
  }

  pending(): number {
    return this.#devices.list().reduce((sum, { pending }) => sum + pending, 0)
  }

  passkeysOf(device: string): Passkeys {
    const found = this.#all.get(device)
    if (!found) throw new Error(device)
    return found.passkeys
  }

  /** What each device has, by id. */
  contents(): object[] {
    return [...this.#all.values()].map(({ passkeys }) => contentsOf(passkeys))
  }

  /**
   * What the account and each device without device-bound passkeys should have, by id: the latest of each value, and the
   * newest passkey of an account.
   *
   * @param there what a device or the account has. If a newer passkey of the same account replaced a passkey, and the newer
   * one is gone too, the older one may or may not be there: that depends on whether the two met.
   */
  expected(there: object): object {
    const all = [...this.#wanted].filter(([, { deviceBound }]) => !deviceBound)
    const isThere = (id: string) => Object.hasOwn(there, id)
    const ought = all.filter(([id, wanted]) => {
      if (lastChange(wanted) <= wanted.deleted) return false
      const newer = all.filter(
        ([, { account, made }]) => account === wanted.account && made > wanted.made,
      )
      return newer.length === 0 || (isThere(id) && !newer.some(([other]) => isThere(other)))
    })
    return Object.fromEntries(
      ought.map(([id, { values }]) => [
        id,
        Object.fromEntries(Object.entries(values).map(([name, { is }]) => [name, is])),
      ]),
    )
  }

  async close(): Promise<void> {
    await this.#devices.close()
    await this.#all.get('device-1')?.close()
  }

  async #make(device: string, user: string, deviceBound = false): Promise<void> {
    const passkeys = this.passkeysOf(device)
    const passkey = keptPasskey({
      userHandle: new TextEncoder().encode(user),
      userName: user,
      signCount: 1,
      backupEligible: !deviceBound,
      backedUp: !deviceBound,
      discoverable: true,
      extensions: { ...NO_EXTENSION_STATE, largeBlobBytes: 0 },
    })
    for (const replaced of passkeys.list().filter((one) => accountOf(one) === accountOf(passkey)))
      if (!deviceBound || !this.#isKnownToAccount(replaced))
        this.#want(replaced).deleted = ++this.#changes
    await passkeys.add(passkey, PRIVATE_KEY)
    const at = ++this.#changes
    const value = (is: unknown): Value => ({ at, is })
    this.#wanted.set(idOf(passkey), {
      account: accountOf(passkey),
      deviceBound,
      made: at,
      deleted: 0,
      values: {
        userName: value(user),
        userDisplayName: value(passkey.userDisplayName),
        hidden: value(false),
        signCount: value(1),
        largeBlob: value(''),
      },
    })
  }

  async #edit(what: string, passkeys: Passkeys, pick: number): Promise<void> {
    if (what === 'restore') return this.#restore(passkeys, pick)
    const all = passkeys.list()
    const passkey = all[pick % Math.max(all.length, 1)]
    if (!passkey) return
    const { credentialId } = passkey
    const at = ++this.#changes
    const wanted = this.#want(passkey)
    const name = `name ${at}`
    if (what === 'rename') {
      await passkeys.rename(credentialId, { userName: name })
      wanted.values.userName = { at, is: name }
    } else if (what === 'renameDisplay') {
      await passkeys.rename(credentialId, { userDisplayName: name })
      wanted.values.userDisplayName = { at, is: name }
    } else if (what === 'writeBlob') {
      await passkeys.writeLargeBlob(credentialId, new TextEncoder().encode(name))
      wanted.values.largeBlob = { at, is: name }
    } else if (what === 'use') {
      const is = await passkeys.recordUse(credentialId, at)
      wanted.values.signCount = { at, is }
    } else if (what === 'trash') {
      await passkeys.trash(credentialId, 'The test deleted it.')
      wanted.deleted = at
    } else if ((what === 'hide') === (passkey.hidden === null)) {
      if (what === 'hide') await passkeys.hide(credentialId, 'The test hid it.')
      else await passkeys.show(credentialId)
      wanted.values.hidden = { at, is: what === 'hide' }
    }
  }

  async #restore(passkeys: Passkeys, pick: number): Promise<void> {
    const all = passkeys.listTrash()
    const trashed = all[pick % Math.max(all.length, 1)]
    if (!trashed || passkeys.isTaken(trashed.passkey)) return
    await passkeys.restore(trashed.passkey.credentialId)
    this.#want(trashed.passkey).made = ++this.#changes
  }

  #isKnownToAccount({ credentialId }: Passkey): boolean {
    const { account } = this
    return account.has(credentialId) || account.findTrashed(credentialId) !== undefined
  }

  #want(passkey: Passkey): Wanted {
    const wanted = this.#wanted.get(idOf(passkey))
    if (!wanted) throw new Error('a passkey that the test did not make')
    return wanted
  }

  #newAuthenticator(): Promise<MemoryAuthenticator> {
    return MemoryAuthenticator.make(
      {
        describe: () => PLATFORM_AUTHENTICATOR,
        isUserConsenting: () => true,
        onChange: () => undefined,
      },
      { clock: this.#clock, random: this.#random, algorithms: ALGORITHMS, order: this.#order },
    )
  }
}

/** What a vault has, by id. */
export function contentsOf(passkeys: Passkeys): Record<string, object> {
  return Object.fromEntries(passkeys.list().map((one) => [idOf(one), seen(one, passkeys)]))
}

function seen(passkey: Passkey, passkeys: Passkeys): object {
  const { credentialId, userName, userDisplayName, hidden, signCount } = passkey
  const largeBlob = passkeys.withExtensionSecrets(credentialId, (secrets) =>
    new TextDecoder().decode(secrets.largeBlob),
  )
  return { userName, userDisplayName, hidden: hidden !== null, signCount, largeBlob }
}

/** The number of the last change. A use does not count as one. */
function lastChange({ made, values }: Wanted): number {
  const { userName, userDisplayName, hidden, largeBlob } = values
  return Math.max(made, userName.at, userDisplayName.at, hidden.at, largeBlob.at)
}

export function accountOf({ rpId, userHandle }: Passkey): string {
  return `${rpId} ${encodeBase64Url(userHandle)}`
}

function idOf({ credentialId }: Passkey): string {
  return encodeBase64Url(credentialId)
}

function isOffline(error: unknown): void {
  if (!(error instanceof Error) || !error.message.includes('offline')) throw error
}
