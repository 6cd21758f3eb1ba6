/** The automation server, with worlds in memory. */
import { LoadedProfiles } from '../../src/main/webauthn/providers/loaded-profiles'
import type { ConsentRule } from '../../src/shared/consent-rule'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { get, request, type IncomingMessage } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import {
  AutomationServer,
  type AutomationOptions,
} from '../../src/main/automation/automation-server'
import { FrontDoor } from '../../src/main/automation/front-door'
import { ArmedFaults } from '../../src/main/webauthn/faults/armed-faults'
import { AdjustableSettings } from '../../src/main/automation/session-settings'
import type {
  SessionAuthenticator,
  AutomationPorts,
  AdjustableClock,
  ConsentScripts,
  CredentialProperties,
  CredentialRefusal,
  CredentialStore,
  FilledAuthenticator,
  NewCredential,
  SessionCeremonies,
  SessionDevices,
  SessionPasskeys,
  SessionHost,
  SessionSignals,
} from '../../src/main/automation/ports'
import type { ExtensionSecrets, Passkey } from '../../src/main/webauthn/authenticator/ports'
import { FakeClock } from './fake-clock'
import { lend } from './opened-secrets'

interface Kept {
  passkey: Passkey
  readonly privateKey: Uint8Array
  readonly secrets: ExtensionSecrets
}

class MemoryCredentials implements CredentialStore {
  readonly #kept = new Map<string, Kept>()

  list(): readonly Passkey[] {
    return Array.from(this.#kept.values(), ({ passkey }) => passkey)
  }

  find(credentialId: Uint8Array): Passkey | undefined {
    return this.#kept.get(key(credentialId))?.passkey
  }

  async addAll(credentials: readonly NewCredential[]): Promise<CredentialRefusal | null> {
    const index = credentials.findIndex(({ passkey }) => this.find(passkey.credentialId))
    if (index >= 0) return { index, because: 'a passkey with this id already exists' }
    for (const one of credentials) this.#kept.set(key(one.passkey.credentialId), { ...one })
    return null
  }

  privateKey(credentialId: Uint8Array): Uint8Array {
    return this.#require(credentialId).privateKey.slice()
  }

  withExtensionSecrets<T>(credentialId: Uint8Array, use: (secrets: ExtensionSecrets) => T): T {
    return lend(this.#require(credentialId).secrets, use)
  }

  async remove(credentialId: Uint8Array): Promise<void> {
    this.#kept.delete(key(credentialId))
  }

  async removeAll(): Promise<void> {
    this.#kept.clear()
  }

  async setProperties(credentialId: Uint8Array, properties: CredentialProperties): Promise<void> {
    const kept = this.#require(credentialId)
    kept.passkey = { ...kept.passkey, ...properties }
  }

  #require(credentialId: Uint8Array): Kept {
    const kept = this.#kept.get(key(credentialId))
    if (!kept) throw new Error('no such credential')
    return kept
  }
}

function key(credentialId: Uint8Array): string {
  return Buffer.from(credentialId).toString('hex')
}

const noPasskeys: SessionPasskeys = {
  list: () => [],
  listTrash: () => [],
  has: () => false,
  rename: async () => undefined,
  followSite: async () => undefined,
  hide: async () => undefined,
  show: async () => undefined,
  remove: async () => undefined,
  restore: async () => undefined,
}

const noSignals: SessionSignals = {
  record: () => [],
  detail: () => null,
  undo: () => Promise.reject(new Error('there is nothing to take back')),
  dryRun: () => ({ inForce: 'spec', outcomes: [] }),
  policies: () => ({ policy: 'spec', pages: {} }),
  setPolicy: () => undefined,
  setPolicies: () => undefined,
  setPagePolicy: () => undefined,
}

const noDevice = () => Promise.reject(new Error('no other device is expected here'))
const noDevices: SessionDevices = {
  list: () => [],
  add: noDevice,
  use: () => undefined,
  change: noDevice,
  sync: noDevice,
  lose: noDevice,
  settled: async () => undefined,
}

const noPage = () => Promise.reject(new Error('no ceremony is expected here'))
const noCeremonies: SessionCeremonies = {
  isPending: false,
  create: noPage,
  get: noPage,
  signal: noPage,
}

/** The world of a session: what its pages reach. */
export class MemoryWorld implements SessionHost {
  readonly passkeys = noPasskeys
  readonly ceremonies = noCeremonies
  readonly devices = noDevices
  readonly clock: AdjustableClock = {
    read: () => ({ now: 0, stopped: false }),
    set: () => undefined,
    stop: () => undefined,
    start: () => undefined,
    advance: () => undefined,
  }
  readonly signals = noSignals
  readonly settings = new AdjustableSettings()
  readonly faults = new ArmedFaults()
  readonly lint = { list: () => [], judged: 0 }
  readonly profiles = new LoadedProfiles()
  readonly platform = new MemoryCredentials()
  readonly authenticators = new Map<string, SessionAuthenticator>()
  get reachesPlatform() {
    return this.authenticators.size === 0
  }
  pages = 0
  readonly rules: ConsentRule[] = []
  readonly user: ConsentScripts = {
    add: (rule) => `rule-${this.rules.push(rule)}`,
    list: () => this.rules.map((rule) => ({ rule, id: 'rule', left: rule.times })),
    clear: () => void this.rules.splice(0),
  }
  closed = false

  async plugIn(
    authenticatorId: string,
    authenticator: SessionAuthenticator,
  ): Promise<CredentialStore> {
    this.authenticators.set(authenticatorId, authenticator)
    return new MemoryCredentials()
  }

  unplug(authenticatorId: string): void {
    this.authenticators.delete(authenticatorId)
  }

  async replaceAll(
    _platform: readonly NewCredential[],
    pluggedIn: readonly FilledAuthenticator[],
  ): Promise<readonly CredentialStore[]> {
    this.authenticators.clear()
    return Promise.all(pluggedIn.map(({ id, authenticator }) => this.plugIn(id, authenticator)))
  }

  seed(): void {
    // Nothing is drawn here.
  }

  seedPosition(): null {
    return null
  }

  pageScript(): string {
    return 'the script'
  }

  async signalsApplied(): Promise<void> {
    // No page signals here.
  }

  connectedPages(): number {
    return this.pages
  }

  async close(): Promise<void> {
    this.closed = true
  }
}

export interface RunningAutomation {
  readonly url: string
  readonly clock: FakeClock
  readonly faults: unknown[]
  stop(): Promise<void>
}

/** An automation server with worlds in memory, for tests that do not look inside the worlds. */
export async function startAutomation(
  options: Partial<AutomationOptions> = {},
): Promise<RunningAutomation & { readonly worlds: readonly MemoryWorld[] }> {
  /** The worlds of sessions. The automation's own world comes first and is left out. */
  const worlds: MemoryWorld[] = []
  let isBase = true
  const running = await startAutomationWith(async () => {
    const world = new MemoryWorld()
    if (!isBase) worlds.push(world)
    isBase = false
    return world
  }, options)
  return { ...running, worlds }
}

export async function startAutomationWith(
  newSessionHost: (
    tell: Parameters<AutomationPorts['newSessionHost']>[0],
    clock: FakeClock,
  ) => Promise<SessionHost>,
  options: Partial<AutomationOptions> = {},
): Promise<RunningAutomation> {
  const faults: unknown[] = []
  const clock = new FakeClock()
  let ids = 0
  const server = await AutomationServer.start(
    {
      newSessionHost: (tell) => newSessionHost(tell, clock),
      newId: () => `id-${++ids}`,
      random: {
        bytes: (length) =>
          new Uint8Array(createHash('shake256', { outputLength: length }).digest()),
      },
      now: () => clock.now(),
      clock,
      fault: (_what, error) => void faults.push(error),
    },
    { sessionIdleMs: 0, version: '1.2.3', platform: 'linux', ...options },
  )
  const door = await FrontDoor.open({ port: 0 })
  door.answerBy(server.answer)
  const stop = async () => {
    await door.close()
    await server.stop()
  }
  return { url: door.url, clock, faults, stop }
}

export interface Answer {
  readonly status: number
  /** The body's `value`. */
  readonly value: unknown
}

/** The answer to a GET, as text. */
export async function read(url: string): Promise<string> {
  const [response] = (await once(get(url), 'response')) as [IncomingMessage]
  return readText(response)
}

/** Sends a command as a driver does. Node’s `fetch` sends it as a browser does, and would be refused. */
export async function command(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const asked = request(`${url}${path}`, { method, headers, agent: false })
  asked.end(sent)
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  const text = await readText(response)
  const json: unknown = text === '' ? {} : JSON.parse(text)
  return { status: response.statusCode ?? 0, value: (json as { value?: unknown }).value }
}
