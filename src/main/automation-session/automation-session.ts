/**
 * The parts of an automation session that it shares with no other session: authenticators with vaults in memory, a scripted
 * user, a record, and a bridge for its own pages. Sessions share no data with each other or with the user's vault.
 */
import type { ActivityEntry } from '../../shared/activity'
import { decodeBase64Url } from '../../shared/base64url'
import { ScriptedUser } from '../automation/consent/scripted-user'
import type { AutomationEvent } from '../../shared/session-event'
import { AdjustableSettings } from '../automation/session-settings'
import type {
  SessionAuthenticator,
  CredentialStore,
  FilledAuthenticator,
  NewCredential,
  SeedPosition,
  SessionHost,
} from '../automation/ports'
import type { PairingPrompt, PeerOwner } from '../bridge/ports'
import { AfterAnswers } from '../platform/after-answers'
import type { Log } from '../platform/log'
import { logged } from '../platform/logged'
import type { Clock, NewId, Randomness } from '../platform/ports'
import type { Reach } from '../platform/reach'
import { ArmedFaults } from '../webauthn/faults/armed-faults'
import { compose, type Core } from '../start/compose'
import { LoadedProfiles } from '../webauthn/providers/loaded-profiles'
import { memoryVault } from '../vault/memory-vault'
import { PasskeyOrder } from '../vault/passkey-order'
import type { PageLint } from '../page-lint/page-lint'
import type { RelatedOriginsSource } from '../webauthn/client/ports'
import { ConnectedSignalStore } from './connected-signal-store'
import { ConnectedAuthenticators } from './connected-authenticators'
import { Devices, type DevicesParts } from './devices/devices'
import { entriesNamingDevice, onDevice } from './devices/naming'
import { MemoryAuthenticator } from './memory-authenticator'
import { PagelessCeremonies } from './pageless-ceremonies'
import { PasskeyWatch } from './passkey-watch'
import { SeededRandomness } from './seeded-randomness'
import { SessionClock } from './session-clock'
import { SessionGrants } from './session-grants'
import { platformOf } from './session-platform'
import { signalReceived } from './ceremony-events'
import { SessionLint } from './session-lint'
import { SessionSignIns } from './session-sign-ins'
import { ConnectedPasskeys } from './connected-passkeys'
import { MemoryPolicies } from './memory-policies'
import { DriverSignals } from './driver-signals'

export interface SessionParts {
  readonly version: string
  readonly uid: number | undefined
  readonly clock: Clock
  readonly random: Randomness
  readonly newId: NewId
  readonly peers: PeerOwner
  readonly relatedOrigins: RelatedOriginsSource
  /** The addresses from which the session's pages may connect. */
  readonly reach: Reach
  readonly log: Log
  /** `latchkey-session.js`, with a place for the session's grant. */
  readonly sessionScript: string
}

type Tell = (event: AutomationEvent) => void

/** Made before the session, because the core is composed of these parts. */
interface Own {
  readonly clock: SessionClock
  readonly random: SeededRandomness
  readonly settings: AdjustableSettings
  readonly profiles: LoadedProfiles
  readonly platform: MemoryAuthenticator
  readonly order: PasskeyOrder
}

/** A session has its grant from the start. */
const noPairing = () =>
  Promise.reject(new Error('a session has its grant from the start and needs no pairing'))
const NO_PAIRING: PairingPrompt = { ask: noPairing, askAgain: noPairing }

export class AutomationSession implements SessionHost {
  readonly clock: SessionClock
  readonly user: ScriptedUser
  readonly passkeys: ConnectedPasskeys
  readonly ceremonies: PagelessCeremonies
  readonly signals: DriverSignals
  readonly settings: AdjustableSettings
  readonly faults = new ArmedFaults()
  readonly profiles: LoadedProfiles
  readonly devices: Devices
  readonly #parts: SessionParts
  readonly #random: SeededRandomness
  readonly #order: PasskeyOrder
  /** Sends an event of the active device. */
  readonly #tell: Tell
  readonly #tellPlain: Tell
  readonly #authenticators: ConnectedAuthenticators
  readonly #grants: SessionGrants
  readonly #core: Core
  readonly #lint: SessionLint
  /** Maps a plugged-in authenticator's id to the watch of its passkeys. */
  readonly #watches = new Map<string, PasskeyWatch>()

  private constructor(parts: SessionParts, own: Own, tell: Tell) {
    const { clock, random, settings, profiles, platform, order } = own
    const policies = new MemoryPolicies(() => profiles.signals(settings.current.profile))
    const authenticators = new ConnectedAuthenticators(
      platform,
      () => settings.current.platformAuthenticator === 'available',
    )
    this.#parts = parts
    this.clock = clock
    this.settings = settings
    this.profiles = profiles
    this.#random = random
    this.#order = order
    this.#tellPlain = tell
    this.#tell = (event) => tell(onDevice(event, this.devices.named))
    this.#authenticators = authenticators
    this.#grants = new SessionGrants(parts.random, parts.clock.now())
    this.user = new ScriptedUser({
      newId: random.newId,
      clock,
      takesOffers: () => authenticators.hasPluggedIn,
    })
    const now = () => clock.now()
    this.#lint = new SessionLint(authenticators, now, logged(parts.log, 'the lint failed'))
    this.devices = new Devices(platform, this.#partsOfDevices(own))
    this.#core = compose({
      ...parts,
      pageScript: parts.sessionScript,
      clock,
      connectionClock: parts.clock,
      random,
      newId: random.newId,
      log: { ...parts.log, info: (text) => parts.log.info(`session: ${text}`) },
      authenticators,
      algorithms: random.algorithms,
      passkeys: new ConnectedSignalStore(authenticators, this.devices),
      policies,
      consent: this.user,
      pairing: NO_PAIRING,
      answersByItself: () => true,
      grants: this.#grants,
      entries: entriesNamingDevice(platform.activity, () => this.devices.named),
      vault: { isOpen: () => true, onChange: () => () => undefined },
      driven: true,
      observer: this.#lint.observer(this.#tell),
      findings: (ceremonyId) => this.lint.of(ceremonyId),
      faults: this.faults,
      ignoresTransports: () => settings.current.transports === 'ignored',
      immediateGet: () => settings.current.immediateGet,
      waitsForFitting: () => settings.current.client !== 'latchkey',
      recentSignIns: new SessionSignIns(now, () => settings.current.automaticUpgrades),
    })
    this.#core.activity.onAdded((entry) => this.#recorded(entry))
    this.passkeys = new ConnectedPasskeys(authenticators)
    this.ceremonies = new PagelessCeremonies(this.#core.client, () => settings.current.client)
    this.signals = new DriverSignals(this.#core, policies)
  }

  /**
   * @param tell called with every event of the session.
   * @throws when no port is free.
   */
  static async open(parts: SessionParts, tell: Tell): Promise<AutomationSession> {
    const clock = new SessionClock(parts.clock)
    const failed = logged(parts.log, 'a key was not prepared')
    const random = new SeededRandomness(parts, new AfterAnswers(failed).do)
    const settings = new AdjustableSettings()
    const profiles = new LoadedProfiles()
    const order = new PasskeyOrder()
    const platform = await MemoryAuthenticator.make(platformOf(settings, profiles), {
      clock,
      random,
      algorithms: random.algorithms,
      order,
    })
    const world = new AutomationSession(
      parts,
      { clock, random, settings, profiles, platform, order },
      tell,
    )
    try {
      await world.#listen()
    } catch (error) {
      await world.close()
      throw error
    }
    return world
  }

  async #listen(): Promise<void> {
    const { port, problem } = await this.#core.bridge.start({ port: 0 })
    if (port === null) throw new Error(problem ?? 'the bridge is not listening')
  }

  /** The lint of every call so far. */
  get lint(): PageLint {
    return this.#lint.current
  }

  get platform(): CredentialStore {
    return this.#authenticators.platform
  }

  get reachesPlatform(): boolean {
    return this.#authenticators.reachesPlatform
  }

  async plugIn(id: string, authenticator: SessionAuthenticator): Promise<CredentialStore> {
    const added = await this.#make(authenticator)
    this.#plugIn(id, added)
    return added
  }

  unplug(id: string): void {
    const gone = this.#authenticators.unplug(id)
    if (!gone) return
    this.#watches.get(id)?.end()
    this.#watches.delete(id)
    this.user.offersChanged()
    void gone.close()
  }

  async replaceAll(
    platform: readonly NewCredential[],
    pluggedIn: readonly FilledAuthenticator[],
  ): Promise<readonly CredentialStore[]> {
    const made: MemoryAuthenticator[] = []
    try {
      for (const { authenticator, credentials } of pluggedIn) {
        const one = await this.#make(authenticator)
        made.push(one)
        await one.replaceAll(credentials)
      }
      await this.#authenticators.platform.replaceAll(platform)
    } catch (error) {
      await Promise.all(made.map((one) => one.close()))
      throw error
    }
    for (const { id } of this.#authenticators.all()) if (id !== null) this.unplug(id)
    for (const [index, one] of made.entries()) this.#plugIn(pluggedIn[index]?.id ?? '', one)
    return made
  }

  seedPosition(): SeedPosition | null {
    return this.#random.position
  }

  seed(seed: string, taken = 0): void {
    this.#random.seed(seed, taken)
    for (const authenticator of [...this.#authenticators.everyOne(), ...this.devices.others()])
      authenticator.forgetOpenKeys()
  }

  pageScript(): string {
    const host = `${this.#parts.reach.hosts[0]}:${this.#core.bridge.state.port}`
    const session = { host, client: this.settings.current.client, ...this.#grants.words }
    return this.#parts.sessionScript.replace('__LATCHKEY_SESSION__', () => JSON.stringify(session))
  }

  async signalsApplied(): Promise<void> {
    // Commands and page messages arrive on different connections, so a command may overtake a message.
    await this.#core.bridge.caughtUp()
    await this.#core.client.signalsHandedOn()
    await this.#core.signals.applied()
    await this.devices.settled()
    this.#lint.finish()
  }

  connectedPages(): number {
    return this.#core.bridge.connectedInAll()
  }

  async close(): Promise<void> {
    this.ceremonies.end()
    this.#lint.finish()
    await this.#core.close()
    await this.devices.close()
    for (const watch of this.#watches.values()) watch.stop()
    for (const authenticator of this.#authenticators.everyOne()) await authenticator.close()
  }

  #make(authenticator: SessionAuthenticator): Promise<MemoryAuthenticator> {
    const { algorithms } = this.#random
    return MemoryAuthenticator.make(authenticator, {
      clock: this.clock,
      random: this.#random,
      algorithms,
      order: this.#order,
    })
  }

  #plugIn(id: string, authenticator: MemoryAuthenticator): void {
    this.#authenticators.plugIn(id, authenticator)
    this.#watches.set(id, this.#watched(authenticator, id, this.#tellPlain))
    this.user.offersChanged()
  }

  #watched({ passkeys }: MemoryAuthenticator, id: string | null, tell: Tell): PasskeyWatch {
    passkeys.onChange(() => this.user.offersChanged())
    return new PasskeyWatch(passkeys, id, tell)
  }

  #partsOfDevices({ clock, random, settings, profiles, order }: Own): DevicesParts {
    return {
      clock,
      profile: {
        current: () => settings.current.profile,
        play: (profile) => settings.change({ profile }),
      },
      newAuthenticator: () => this.#make(platformOf(settings, profiles)),
      newVault: async () => {
        const vault = memoryVault(clock, random, order)
        await vault.open()
        return vault
      },
      // Records earlier events with the device on which they happened.
      leave: () => this.#core.activity.finish(),
      connect: (authenticator) => {
        this.#authenticators.usePlatform(authenticator)
        this.user.offersChanged()
      },
      watch: (authenticator, device) =>
        this.#watched(authenticator, null, (event) =>
          this.#tellPlain(onDevice(event, this.devices.named && device)),
        ),
      tell: this.#tell,
      record: (report) => void this.#core.activity.report(report),
      fault: (error) => this.#parts.log.error('syncing a device', error),
    }
  }

  /** Called after the answer was sent to the page. */
  #recorded(entry: ActivityEntry): void {
    if (entry.kind === 'create' && entry.passkeyId !== null)
      this.#authenticators.openKey(decodeBase64Url(entry.passkeyId))
    if (entry.kind === 'signal') this.#tell(signalReceived(entry))
  }
}
