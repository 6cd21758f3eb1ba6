/**
 * The devices of a session's account. One device is active: its passkeys are those of the session's own platform authenticator.
 * The account is a vault between the devices, and every sync runs between one device and the account.
 */
import type { ActivityReport } from '../../../shared/activity'
import type { DeviceChange, DeviceFacts, DeviceToAdd, LostDevice } from '../../../shared/device'
import type { AutomationEvent } from '../../../shared/session-event'
import type { SessionDevices } from '../../automation/ports'
import type { Clock } from '../../platform/ports'
import type { Vault } from '../../vault/vault'
import type { MemoryAuthenticator } from '../memory-authenticator'
import { Device, type DeviceSettings } from './device'
import { lostWith } from './lost-with'
import { Replica } from './replica'
import { lossSentence, syncSentence } from './sentences'
import { SyncSchedule } from './sync-schedule'
import { ChangeOrder } from './versions'

const FIRST = 'device-1'
const MOST_DEVICES = 16
const FIRST_SETTINGS: DeviceSettings = { online: true, syncAfter: 0, counters: 'synced' }

export interface DevicesParts {
  readonly clock: Pick<Clock, 'monotonic' | 'after'>
  /** The profile that the active device plays. */
  readonly profile: { readonly current: () => string; readonly play: (profile: string) => void }
  readonly newAuthenticator: () => Promise<MemoryAuthenticator>
  readonly newVault: () => Promise<Vault>
  /** Called before another device becomes active. */
  readonly leave: () => void
  /** Makes an authenticator the session's platform authenticator. */
  readonly connect: (authenticator: MemoryAuthenticator) => void
  /** Reports changes of an authenticator's passkeys. */
  readonly watch: (authenticator: MemoryAuthenticator, device: string) => PasskeysWatched
  readonly tell: (event: AutomationEvent) => void
  readonly record: (report: ActivityReport) => void
  /** Called with an internal error. */
  readonly fault: (error: unknown) => void
}

interface PasskeysWatched {
  /** Reports that all passkeys are gone. */
  end(): void
  stop(): void
}

/** Exists once the session may have several devices. */
interface Account {
  readonly order: ChangeOrder
  readonly vault: Vault
  readonly replica: Replica
  readonly devices: Map<string, Device>
}

export class Devices implements SessionDevices {
  readonly #parts: DevicesParts
  readonly #schedule: SyncSchedule
  readonly #watched = new Map<string, PasskeysWatched>()
  /** Holds the session's record, so it stays open even if its device is lost. */
  readonly #first: MemoryAuthenticator
  #inUse: { readonly id: string; readonly authenticator: MemoryAuthenticator }
  #account: Account | null = null
  /** Kept, so that two simultaneous requests start only one account. */
  #beginning: Promise<Account> | undefined
  #added = 1

  /** @param first the authenticator of the session's first device. */
  constructor(first: MemoryAuthenticator, parts: DevicesParts) {
    this.#parts = parts
    this.#first = first
    this.#inUse = { id: FIRST, authenticator: first }
    this.#watched.set(FIRST, parts.watch(first, FIRST))
    this.#schedule = new SyncSchedule(parts.clock, (device, at) =>
      this.#sync(device, at).catch(parts.fault),
    )
  }

  /** The active device; undefined while the session has only one device. */
  get named(): string | undefined {
    return (this.#account?.devices.size ?? 1) > 1 ? this.#inUse.id : undefined
  }

  /** A device that is not active and can undo a signal; undefined when there is none. */
  keepingUndo(entryId: string): string | undefined {
    const others = [...(this.#account?.devices.values() ?? [])]
    return others.find(
      ({ id, authenticator }) =>
        id !== this.#inUse.id && authenticator.passkeys.undoNote(entryId) !== undefined,
    )?.id
  }

  list(): readonly DeviceFacts[] {
    if (this.#account) return [...this.#account.devices.values()].map((one) => this.#facts(one))
    const passkeys = this.#inUse.authenticator.list().length
    const profile = this.#parts.profile.current()
    return [{ id: FIRST, inUse: true, ...FIRST_SETTINGS, profile, passkeys, pending: 0 }]
  }

  async add(device: DeviceToAdd): Promise<DeviceFacts> {
    const account = await this.#begun()
    const added = await this.#schedule.inTurn(() => this.#add(device, account))
    await this.settled()
    return this.#facts(added)
  }

  use(id: string): void {
    if (id === this.#inUse.id) return
    const device = this.#account?.devices.get(id)
    const left = this.#account?.devices.get(this.#inUse.id)
    if (!device || !left) throw new Error(noDevice(id))
    this.#parts.leave()
    left.profile = this.#parts.profile.current()
    this.#inUse = device
    this.#parts.connect(device.authenticator)
    this.#parts.profile.play(device.profile)
  }

  async change(id: string, change: DeviceChange): Promise<DeviceFacts> {
    const device = await this.#find(id)
    device.settings = { ...device.settings, ...change }
    this.#schedule.cancel(device)
    this.#schedule.plan(device, this.#parts.clock.monotonic())
    await this.settled()
    return this.#facts(device)
  }

  /** @throws one sentence when a device cannot sync. */
  async sync(id?: string): Promise<readonly DeviceFacts[]> {
    const { devices } = await this.#begun()
    const one = id === undefined ? undefined : await this.#find(id)
    if (one && !one.settings.online) throw new Error(`The device “${one.id}” is offline.`)
    const online = [...devices.values()].filter(({ settings }) => settings.online)
    await this.#schedule.inTurn(async () => {
      const at = this.#parts.clock.monotonic()
      // In the second round, each device receives what later devices sent.
      for (const device of one ? [one] : [...online, ...online]) {
        this.#schedule.cancel(device)
        await this.#sync(device, at).catch((error: unknown) => {
          this.#parts.fault(error)
          throw notSynced(device.id, error)
        })
      }
    })
    await this.settled()
    return this.list()
  }

  async lose(id: string): Promise<LostDevice> {
    if (this.list().length === 1)
      throw new Error('The session has only this device. First add another one, and use it.')
    const device = await this.#find(id)
    return this.#schedule.inTurn(() => this.#lose(device))
  }

  async settled(): Promise<void> {
    await this.#schedule.settled()
  }

  /** All open authenticators except that of the active device. */
  others(): readonly MemoryAuthenticator[] {
    const all = this.#account ? [...this.#account.devices.values()] : []
    const open = new Set([this.#first, ...all.map(({ authenticator }) => authenticator)])
    open.delete(this.#inUse.authenticator)
    return [...open]
  }

  async close(): Promise<void> {
    await this.#beginning?.catch(() => undefined)
    for (const device of this.#account?.devices.values() ?? []) {
      this.#schedule.cancel(device)
      device.stop()
    }
    await this.settled()
    for (const watched of this.#watched.values()) watched.stop()
    for (const authenticator of this.others()) await authenticator.close()
    this.#account?.replica.stop()
    await this.#account?.vault.close()
  }

  async #add({ id, profile, ...given }: DeviceToAdd, account: Account): Promise<Device> {
    const { devices } = account
    if (devices.size >= MOST_DEVICES)
      throw new Error(`The session has ${MOST_DEVICES} devices, which is the most it can have.`)
    const name = id ?? this.#newId(devices)
    if (devices.has(name)) throw new Error(`The session has a device “${name}” already.`)
    const authenticator = await this.#parts.newAuthenticator()
    const device = this.#join(name, authenticator, account, {
      ...FIRST_SETTINGS,
      ...given,
      profile: profile ?? this.#parts.profile.current(),
    })
    this.#watched.set(name, this.#parts.watch(authenticator, name))
    this.#schedule.plan(device, this.#parts.clock.monotonic())
    return device
  }

  async #lose(device: Device): Promise<LostDevice> {
    const { id, authenticator } = device
    if (id === this.#inUse.id) throw new Error('This device is in use. First use another one.')
    this.#schedule.cancel(device)
    const lost = lostWith(device)
    device.stop()
    this.#watched.get(id)?.end()
    this.#watched.delete(id)
    this.#account?.devices.delete(id)
    this.#parts.tell({ type: 'deviceLost', device: id, ...lost })
    this.#record(device, lossSentence(id, lost))
    if (authenticator === this.#first) await authenticator.replaceAll([])
    else await authenticator.close()
    return lost
  }

  /** Makes the account on demand, so that a session with one device has no extra work. */
  #begun(): Promise<Account> {
    return (this.#beginning ??= this.#begin())
  }

  async #begin(): Promise<Account> {
    const vault = await this.#parts.newVault()
    const order = new ChangeOrder()
    const replica = new Replica(vault.passkeys, order, () => undefined)
    const account = { order, vault, replica, devices: new Map<string, Device>() }
    this.#account = account
    const profile = this.#parts.profile.current()
    const first = this.#join(FIRST, this.#inUse.authenticator, account, {
      ...FIRST_SETTINGS,
      profile,
    })
    await this.#schedule.inTurn(() => first.sync()).catch(this.#parts.fault)
    return account
  }

  #join(
    id: string,
    authenticator: MemoryAuthenticator,
    { order, replica: account, devices }: Account,
    settings: DeviceSettings & { readonly profile: string },
  ): Device {
    const changed = () => this.#schedule.plan(device, this.#parts.clock.monotonic())
    const replica = new Replica(authenticator.passkeys, order, changed)
    const device = new Device(id, { authenticator, replica, account }, settings)
    devices.set(id, device)
    return device
  }

  async #sync(device: Device, at: number): Promise<void> {
    if (this.#account?.devices.get(device.id) !== device) return
    const outcome = await device.sync()
    const { sent, received, overridden } = outcome
    if (sent.length + received.length + overridden.length > 0) {
      this.#parts.tell({ type: 'deviceSynced', device: device.id, ...outcome })
      this.#record(device, syncSentence(device.id, outcome))
    }
    for (const other of this.#account.devices.values()) this.#schedule.plan(other, at)
  }

  async #find(id: string): Promise<Device> {
    const { devices } = await this.#begun()
    const device = devices.get(id)
    if (!device) throw new Error(noDevice(id))
    return device
  }

  #record({ id }: Device, reason: string): void {
    this.#parts.record({ kind: 'device', origin: null, outcome: 'done', device: id, reason })
  }

  #newId(devices: ReadonlyMap<string, Device>): string {
    do this.#added++
    while (devices.has(`device-${this.#added}`))
    return `device-${this.#added}`
  }

  #facts(device: Device): DeviceFacts {
    const { id, settings, authenticator } = device
    const inUse = id === this.#inUse.id
    return {
      id,
      inUse,
      ...settings,
      profile: inUse ? this.#parts.profile.current() : device.profile,
      passkeys: authenticator.list().length,
      pending: device.pending().size,
    }
  }
}

function noDevice(id: string): string {
  return `The session has no device “${id}”.`
}

function notSynced(id: string, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new Error(`The device “${id}” could not sync: ${why}`, { cause })
}
