/**
 * The world of one automation session: authenticators with vaults in memory, a scripted user, a record, and a bridge
 * of its own for its pages. Nothing of it is shared with another session, nor with the user's vault.
 */
import type { ActivityEntry, ActivityReport } from '../../shared/activity'
import { ActivityRecord } from '../activity/activity-record'
import { ScriptedUser } from '../automation/consent/scripted-user'
import type { WorldEvent } from '../automation/events/world-event'
import type {
  AuthenticatorInWorld,
  CredentialStore,
  FilledAuthenticator,
  NewCredential,
  SessionWorld,
} from '../automation/ports'
import { Bridge } from '../bridge/bridge'
import type { PeerOwner } from '../bridge/ports'
import { AfterAnswers } from '../platform/after-answers'
import type { Log } from '../platform/log'
import { PLATFORM_AUTHENTICATOR } from '../webauthn/authenticator/description'
import { WebAuthnClient } from '../webauthn/client/client'
import type { RelatedOriginsSource } from '../webauthn/client/ports'
import { wishedTimeout } from '../webauthn/client/time-out'
import { ceremonyEvents } from './ceremony-events'
import { ConnectedAuthenticators } from './connected-authenticators'
import { MemoryAuthenticator } from './memory-authenticator'
import { PasskeyWatch } from './passkey-watch'
import { SeededRandomness } from './seeded-randomness'
import { SessionClock } from './session-clock'
import { SessionGrants } from './session-grants'
import { WorldPasskeys } from './world-passkeys'
import { WorldSignals } from './world-signals'
import type { Clock, NewId, Randomness } from '../platform/ports'

export interface WorldParts {
  readonly version: string
  readonly uid: number | undefined
  readonly clock: Clock
  readonly random: Randomness
  readonly newId: NewId
  readonly peers: PeerOwner
  readonly relatedOrigins: RelatedOriginsSource
  readonly log: Log
  /** `latchkey-session.js`, with a place for the session's grant. */
  readonly sessionScript: string
}

type Tell = (event: WorldEvent) => void

/** Of one session alone. */
interface Own {
  readonly clock: SessionClock
  readonly chance: SeededRandomness
  readonly later: AfterAnswers
  readonly platform: MemoryAuthenticator
}

export class AutomationWorld implements SessionWorld {
  readonly clock: SessionClock
  readonly user: ScriptedUser
  readonly passkeys: WorldPasskeys
  readonly signals: WorldSignals
  readonly #parts: WorldParts
  readonly #chance: SeededRandomness
  readonly #tell: Tell
  readonly #reach: ConnectedAuthenticators
  readonly #record: ActivityRecord
  readonly #grants: SessionGrants
  readonly #bridge: Bridge
  /** What no page waits for. */
  readonly #later: AfterAnswers
  /** By the authenticator's id. */
  readonly #watches = new Map<string | null, PasskeyWatch>()

  private constructor(parts: WorldParts, { clock, chance, later, platform }: Own, tell: Tell) {
    const { newId } = chance
    const now = () => clock.now()
    this.#parts = parts
    this.clock = clock
    this.#chance = chance
    this.#later = later
    this.#tell = tell
    this.#reach = new ConnectedAuthenticators(platform)
    this.#grants = new SessionGrants(parts.random, parts.clock.now())
    this.user = new ScriptedUser({ newId, clock, takesOffers: () => this.#reach.hasPluggedIn })
    this.#record = new ActivityRecord({ entries: platform.activity, now, newId })
    this.#record.onAdded((entry) => this.#recorded(entry))
    this.passkeys = new WorldPasskeys(this.#reach)
    this.signals = new WorldSignals({ reach: this.#reach, record: this.#wholeRecord(), newId, now })
    this.#bridge = this.#makeBridge(this.#makeClient())
    this.#watch(null, platform)
  }

  /**
   * @param tell is called with all that happens in it.
   * @throws when no port is free.
   */
  static async open(parts: WorldParts, tell: Tell): Promise<AutomationWorld> {
    const clock = new SessionClock(parts.clock)
    const later = new AfterAnswers()
    const chance = new SeededRandomness(parts, later.do)
    const platform = await MemoryAuthenticator.make(
      {
        describe: () => PLATFORM_AUTHENTICATOR,
        isUserConsenting: () => true,
        onChange: () => undefined,
      },
      { clock, random: chance, algorithms: chance.algorithms },
    )
    const world = new AutomationWorld(parts, { clock, chance, later, platform }, tell)
    const { port, problem } = await world.#bridge.start({ port: 0 })
    if (port === null) throw new Error(problem ?? 'the bridge does not listen')
    return world
  }

  get platform(): CredentialStore {
    return this.#reach.platform
  }

  async plugIn(id: string, authenticator: AuthenticatorInWorld): Promise<CredentialStore> {
    const added = await this.#make(authenticator)
    this.#plugIn(id, added)
    return added
  }

  unplug(id: string): void {
    const gone = this.#reach.unplug(id)
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
      await this.#reach.platform.replaceAll(platform)
    } catch (error) {
      await Promise.all(made.map((one) => one.close()))
      throw error
    }
    for (const { id } of this.#reach.all()) if (id !== null) this.unplug(id)
    for (const [index, one] of made.entries()) this.#plugIn(pluggedIn[index]?.id ?? '', one)
    return made
  }

  seed(seed: string): void {
    this.#chance.seed(seed)
    for (const authenticator of this.#reach.everyOne()) authenticator.forgetOpenKeys()
  }

  pageScript(): string {
    const session = { host: `127.0.0.1:${this.#bridge.state.port}`, ...this.#grants.words }
    return this.#parts.sessionScript.replace('__LATCHKEY_SESSION__', () => JSON.stringify(session))
  }

  connectedPages(): number {
    return this.#bridge.connectedInAll()
  }

  async close(): Promise<void> {
    await this.#bridge.stop()
    for (const watch of this.#watches.values()) watch.stop()
    for (const authenticator of this.#reach.everyOne()) await authenticator.close()
  }

  #make(authenticator: AuthenticatorInWorld): Promise<MemoryAuthenticator> {
    const { clock } = this
    const { algorithms } = this.#chance
    return MemoryAuthenticator.make(authenticator, { clock, random: this.#chance, algorithms })
  }

  #plugIn(id: string, authenticator: MemoryAuthenticator): void {
    this.#reach.plugIn(id, authenticator)
    this.#watch(id, authenticator)
    this.user.offersChanged()
  }

  #watch(id: string | null, authenticator: MemoryAuthenticator): void {
    this.#watches.set(id, new PasskeyWatch(authenticator.passkeys, id, this.#tell))
    authenticator.passkeys.onChange(() => this.user.offersChanged())
  }

  #makeClient(): WebAuthnClient {
    const { relatedOrigins, log } = this.#parts
    const { clock } = this
    return new WebAuthnClient({
      authenticators: this.#reach,
      newId: this.#chance.newId,
      algorithms: this.#chance.algorithms,
      consent: this.user,
      signals: this.signals,
      relatedOrigins,
      random: this.#chance,
      now: () => clock.now(),
      after: (ms, callback) => clock.after(ms, callback),
      timeoutOf: wishedTimeout,
      fault: (what, error) => log.error(what, error),
      report: (report) => this.#report(report),
      observer: ceremonyEvents(this.#tell),
    })
  }

  #makeBridge(client: WebAuthnClient): Bridge {
    const { version, uid, clock, random, peers, log, sessionScript } = this.#parts
    return new Bridge(
      { appVersion: version, script: sessionScript, uid, unlimited: true },
      {
        grants: this.#grants,
        pairing: {
          ask: async () => {
            throw new Error('a session has its grant; nothing is paired')
          },
        },
        ceremonies: client,
        vault: { isOpen: () => true, onChange: () => () => undefined },
        clock,
        random,
        peers,
        answersByItself: () => true,
        fault: (what, error) => log.error(what, error),
        report: (report) => this.#report(report),
      },
    )
  }

  #report(report: ActivityReport): void {
    this.#later.do(() => void this.#record.report(report))
  }

  /** Nothing waits to be recorded when it is read or added to. */
  #wholeRecord(): Pick<ActivityRecord, 'list' | 'report'> {
    const whole = () => {
      this.#later.finish()
      return this.#record
    }
    return { list: () => whole().list(), report: (report) => whole().report(report) }
  }

  #recorded(entry: ActivityEntry): void {
    const { id: entryId, kind, signal, origin, rpId, outcome, error, reason } = entry
    this.#parts.log.info(`session: ${kind} ${outcome} ${origin ?? 'no origin'}: ${reason}`)
    if (kind !== 'signal') return
    const { policy, changes, left, moreChanges } = entry
    const effect = { outcome, error, reason, policy, changes, left, moreChanges }
    this.#tell({ type: 'signalReceived', entryId, signal, origin, rpId, ...effect })
  }
}
