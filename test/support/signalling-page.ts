/** Pages that signal to the whole of Latchkey in this process, on a clock that the test moves. */
import { onTestFinished } from 'vitest'
import { mainApi } from '../../src/main/ipc/main-api'
import type { Latchkey } from '../../src/main/start/latchkey'
import type { Passkey } from '../../src/main/webauthn/authenticator/ports'
import type { RelatedOriginsSource } from '../../src/main/webauthn/client/ports'
import type { ActivityEntry, SignalKind } from '../../src/shared/activity'
import type { BridgeMessage } from '../../src/shared/bridge-messages'
import type { MainApi } from '../../src/shared/main-api'
import type { SignalPolicy } from '../../src/shared/signal-policy'
import { ORIGIN } from './bridge'
import { BridgePage } from './bridge-page'
import { fullDisk } from './faulty-files'
import { grantForHours } from './grants'
import { keptPasskey } from './kept-passkey'
import { startLatchkey } from './latchkey'
import { newEcKey } from './node-keys'
import { servingNothing } from './related-origins'
import { memoryHome, type VaultHome } from './vault-home'
import { windowPorts } from './window-ports'
import { windowPasskeys } from '../../src/main/start/window-passkeys'

/** Longer than the time for which a signal waits until its page has received the answer. */
const ANSWERED_MS = 100

const KEY = newEcKey('P-256')

/** Options of each signal, for passkeys of the user handle 9 at localhost; give only the fields that differ. */
export const details = (fields: object = {}) => ({
  kind: 'currentUserDetails' as const,
  options: { rpId: 'localhost', userId: 'CQ', name: 'ada', displayName: 'Ada L.', ...fields },
})
export const unknown = (credentialId: string, fields: object = {}) => ({
  kind: 'unknownCredential' as const,
  options: { rpId: 'localhost', credentialId, ...fields },
})
export const accepted = (allAcceptedCredentialIds: readonly string[], fields: object = {}) => ({
  kind: 'allAcceptedCredentials' as const,
  options: { rpId: 'localhost', userId: 'CQ', allAcceptedCredentialIds, ...fields },
})

export interface Sent {
  readonly kind: SignalKind
  readonly options: object
}

export async function startSignalling(
  web: RelatedOriginsSource = servingNothing,
  home: VaultHome = memoryHome(),
) {
  let policy: SignalPolicy = 'spec'
  const started = await startLatchkey(web, {
    vault: home.vault(),
    clock: home.clock,
    signalPolicy: () => policy,
  })
  onTestFinished(() => started.latchkey.close())
  return new Signalling(home, started, (chosen) => {
    policy = chosen
  })
}

export class Signalling {
  readonly home: VaultHome
  readonly latchkey: Latchkey
  readonly logged: readonly string[]
  /** The policy of every page without a policy of its own. */
  readonly choosePolicy: (policy: SignalPolicy) => void
  readonly #port: number

  constructor(
    home: VaultHome,
    { latchkey, port, logged }: Awaited<ReturnType<typeof startLatchkey>>,
    choosePolicy: (policy: SignalPolicy) => void,
  ) {
    this.home = home
    this.latchkey = latchkey
    this.logged = logged
    this.choosePolicy = choosePolicy
    this.#port = port
  }

  /** A page that was paired for eight hours, and is connected. */
  async page(origin = ORIGIN): Promise<SignallingPage> {
    const grant = grantForHours(this.home.clock.now(), { origin })
    await this.latchkey.vault.grants.add(grant)
    return new SignallingPage(await BridgePage.ready({ port: this.#port, origin }, grant))
  }

  /** A page that is not paired. */
  async stranger(origin = ORIGIN): Promise<SignallingPage> {
    return new SignallingPage(await BridgePage.unpaired({ port: this.#port, origin }))
  }

  /** Saves a passkey of the user handle 9 at localhost; give only the fields that differ. */
  async keep(fields: Partial<Passkey> = {}): Promise<Passkey> {
    const passkey = keptPasskey({
      rpId: 'localhost',
      origin: ORIGIN,
      userHandle: Uint8Array.of(9),
      userName: 'ada@example.org',
      userDisplayName: 'Ada',
      ...fields,
    })
    await this.latchkey.vault.passkeys.add(passkey, KEY)
    return passkey
  }

  find({ credentialId }: Passkey): Passkey | undefined {
    return this.latchkey.vault.passkeys.find(credentialId)
  }

  /** The window's calls to this Latchkey. */
  window(): MainApi {
    const { vault, bridge, activity, signals, pagePolicies, answersByItself, signIns } =
      this.latchkey
    const { ports } = windowPorts()
    return mainApi({
      ...ports,
      passkeys: windowPasskeys(this.latchkey),
      activity: { ...ports.activity, activity, signals },
      pages: { ...ports.pages, vault, bridge, pagePolicies, answersByItself, signIns },
      signalsApplied: async () => {
        const applied = signals.applied()
        this.home.clock.advance(ANSWERED_MS)
        await applied
      },
    })
  }

  /** Waits until every signal is applied and recorded. */
  async settle(): Promise<void> {
    // Signals that waited for the vault are passed on one at a time.
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate)
    this.home.clock.advance(ANSWERED_MS)
    await this.latchkey.signals.applied()
    await new Promise(setImmediate)
  }

  /** The record's entries about signals and undos, oldest first. */
  signals(): readonly ActivityEntry[] {
    const entries = this.latchkey.activity.list()
    return entries.filter(({ kind }) => kind === 'signal' || kind === 'undo').reverse()
  }

  /** Fills the disk, and locks the keychain before the vault is opened again. */
  async lock(): Promise<void> {
    const { files, keychain } = this.home
    const { vault } = this.latchkey
    files.fault = fullDisk(0)
    await vault.passkeys.add(keptPasskey({ rpId: 'full.example' }), KEY).catch(() => undefined)
    keychain.mood = 'locked'
    await vault.retry()
    files.reset()
  }

  async unlock(): Promise<void> {
    this.home.keychain.mood = 'open'
    await this.latchkey.vault.retry()
  }
}

export class SignallingPage {
  readonly page: BridgePage
  #id = 0

  constructor(page: BridgePage) {
    this.page = page
  }

  /** The answer to a signal. Answers differ only in their id, which is 0 here. */
  async signal(sent: Sent): Promise<BridgeMessage> {
    const id = ++this.#id
    const answer = await this.page.ask({ t: 'signal', id, ...sent })
    if (!('id' in answer) || answer.id !== id) throw new Error(JSON.stringify(answer))
    return { ...answer, id: 0 }
  }

  /** Ends the request that was made last, as the page's script does. */
  abort(): void {
    this.page.send({ t: 'abort', id: this.#id })
  }

  /** Sends a request whose answer the page does not await. */
  post(request: object): void {
    this.page.send({ id: ++this.#id, ...request })
  }

  /** Begins a `get()`, and resolves with its answer. */
  get(options: object = {}, mediation = 'optional'): Promise<BridgeMessage> {
    const id = ++this.#id
    return this.page.ask({ t: 'get', id, options: { challenge: 'AQID', ...options }, mediation })
  }
}
