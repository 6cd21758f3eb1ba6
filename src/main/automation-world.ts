/**
 * The world of one automation session: authenticators with vaults in memory, a scripted user, and a bridge of its own
 * for its pages. Nothing of it is shared with another session, nor with the user's vault.
 */
import { encodeBase64Url } from '../shared/base64url'
import type { ActivityReport } from '../shared/activity'
import { ScriptedUser } from './automation/consent/scripted-user'
import type { AuthenticatorInWorld, CredentialStore, SessionWorld } from './automation/ports'
import { Bridge } from './bridge/bridge'
import type { Clock, Grant, GrantStore, PeerOwner } from './bridge/ports'
import type { Log } from './log'
import { MemoryAuthenticator, type AuthenticatorParts } from './memory-authenticator'
import { ALGORITHMS } from './webauthn/authenticator/algorithms/algorithms'
import { PLATFORM_AUTHENTICATOR } from './webauthn/authenticator/description'
import { WebAuthnClient } from './webauthn/client/client'
import type { ReceivedSignal, RelatedOriginsSource } from './webauthn/client/ports'
import { wishedTimeout } from './webauthn/client/time-out'

const GRANT_ID_BYTES = 12
const TOKEN_BYTES = 32

export interface WorldParts {
  readonly version: string
  readonly uid: number | undefined
  readonly clock: Clock
  readonly random: { bytes(length: number): Uint8Array }
  readonly newId: () => string
  readonly peers: PeerOwner
  readonly relatedOrigins: RelatedOriginsSource
  readonly log: Log
  /** `latchkey-session.js`, with a place for the session's grant. */
  readonly sessionScript: string
}

export class AutomationWorld implements SessionWorld {
  readonly user: ScriptedUser
  readonly #parts: WorldParts
  readonly #grant: Omit<Grant, 'origin'>
  readonly #pluggedIn = new Map<string, MemoryAuthenticator>()
  readonly #platform: MemoryAuthenticator
  readonly #bridge: Bridge

  private constructor(parts: WorldParts, platform: MemoryAuthenticator) {
    this.#parts = parts
    this.#platform = platform
    this.#grant = newGrant(parts)
    this.user = new ScriptedUser({
      newId: parts.newId,
      clock: parts.clock,
      takesOffers: () => this.#pluggedIn.size > 0,
    })
    this.#bridge = this.#makeBridge(this.#makeClient())
  }

  /** @throws when no port is free. */
  static async open(parts: WorldParts): Promise<AutomationWorld> {
    const platform = await MemoryAuthenticator.make(
      { describe: () => PLATFORM_AUTHENTICATOR, isUserConsenting: () => true },
      authenticatorParts(parts),
    )
    const world = new AutomationWorld(parts, platform)
    const { port, problem } = await world.#bridge.start({ port: 0 })
    if (port === null) throw new Error(problem ?? 'the bridge does not listen')
    return world
  }

  async plugIn(id: string, authenticator: AuthenticatorInWorld): Promise<CredentialStore> {
    const added = await MemoryAuthenticator.make(authenticator, authenticatorParts(this.#parts))
    added.onChange(() => this.user.offersChanged())
    this.#pluggedIn.set(id, added)
    this.user.offersChanged()
    return added
  }

  unplug(id: string): void {
    const gone = this.#pluggedIn.get(id)
    this.#pluggedIn.delete(id)
    if (gone) void gone.close()
  }

  pageScript(): string {
    const { id, token } = this.#grant
    const session = {
      host: `127.0.0.1:${this.#bridge.state.port}`,
      grant: id,
      token: encodeBase64Url(token),
    }
    return this.#parts.sessionScript.replace('__LATCHKEY_SESSION__', () => JSON.stringify(session))
  }

  connectedPages(): number {
    return this.#bridge.connectedInAll()
  }

  async close(): Promise<void> {
    await this.#bridge.stop()
    for (const authenticator of [...this.#pluggedIn.values(), this.#platform])
      await authenticator.close()
  }

  /** Those that a driver plugged in answer; where there are none, the session's platform authenticator. */
  #all(): readonly MemoryAuthenticator[] {
    return this.#pluggedIn.size > 0 ? [...this.#pluggedIn.values()] : [this.#platform]
  }

  #makeClient(): WebAuthnClient {
    const { clock, random, relatedOrigins, log } = this.#parts
    return new WebAuthnClient({
      ...this.#platform.access(),
      authenticators: () => this.#all().map((authenticator) => authenticator.access()),
      algorithms: ALGORITHMS,
      consent: this.user,
      signals: { receive: (signal) => this.#receive(signal) },
      relatedOrigins,
      random,
      now: () => clock.now(),
      after: (ms, callback) => clock.after(ms, callback),
      timeoutOf: wishedTimeout,
      fault: (what, error) => log.error(what, error),
      report: reportTo(log),
    })
  }

  /** A signal is for every authenticator that the client can reach (§5.1.10). */
  async #receive(signal: ReceivedSignal): Promise<void> {
    await Promise.all(this.#all().map(({ signals }) => signals.receive(signal)))
  }

  #makeBridge(client: WebAuthnClient): Bridge {
    const { version, uid, clock, random, peers, log, sessionScript } = this.#parts
    return new Bridge(
      { appVersion: version, script: sessionScript, uid, unlimited: true },
      {
        grants: this.#grants(),
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
        report: reportTo(log),
      },
    )
  }

  /** One grant, for whatever origin its page has. */
  #grants(): GrantStore {
    const find = (id: string, origin: string) =>
      id === this.#grant.id ? { ...this.#grant, origin } : undefined
    return {
      find,
      describe: find,
      add: async () => undefined,
      touch: () => undefined,
      isBlocked: () => false,
      block: async () => undefined,
    }
  }
}

function reportTo(log: Log): (report: ActivityReport) => void {
  return ({ kind, outcome, origin, reason }) =>
    log.info(`session: ${kind} ${outcome} ${origin ?? 'no origin'}: ${reason}`)
}

function authenticatorParts({ clock, random, newId, log }: WorldParts): AuthenticatorParts {
  return { clock, random, newId, report: reportTo(log) }
}

function newGrant({ random, clock }: WorldParts): Omit<Grant, 'origin'> {
  return {
    id: encodeBase64Url(random.bytes(GRANT_ID_BYTES)),
    name: 'a test',
    token: random.bytes(TOKEN_BYTES),
    createdAt: clock.now(),
    expiresAt: null,
    lastUsedAt: null,
  }
}
