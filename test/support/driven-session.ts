/** A session of the automation with its whole world in this process, and pages of it, on a clock that the test moves. */
import { THIS_COMPUTER } from '../../src/main/platform/reach'
import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeEach } from 'vitest'
import type { AutomationOptions } from '../../src/main/automation/automation-server'
import { AutomationSession } from '../../src/main/automation-session/automation-session'
import type { SessionEvent } from '../../src/shared/session-event'
import type { RelatedOriginsSource } from '../../src/main/webauthn/client/ports'
import type { PasskeySummary } from '../../src/shared/passkey'
import type { BridgeMessage } from '../../src/shared/bridge-messages'
import { command, startAutomationWith, type Answer, type RunningAutomation } from './automation'
import { ORIGIN } from './bridge'
import { BridgePage } from './bridge-page'
import type { FakeClock } from './fake-clock'
import { pageGrant } from './grants'
import { servingNothing } from './related-origins'
import type { Sent } from './signalling-page'
import { creationOptions, requestOptions } from './webauthn-options'
import { systemRandom } from '../../src/main/platform/random'

const GRANT = '__LATCHKEY_SESSION__'

export class DrivenSession {
  automation!: RunningAutomation
  id = ''
  readonly logged: string[] = []
  /** Where the session looks up related origins. A test may set another source. */
  relatedOrigins: RelatedOriginsSource = servingNothing

  /** Opens one before each test of a file. */
  static forEachTest(options: Partial<AutomationOptions> = {}): DrivenSession {
    const session = new DrivenSession()
    beforeEach(async () => {
      session.logged.length = 0
      session.relatedOrigins = servingNothing
      session.automation = await startAutomationWith(
        (tell, clock) => AutomationSession.open(session.parts(clock), tell),
        options,
      )
      session.id = await session.open()
    })
    afterEach(() => session.automation.stop())
    return session
  }

  get clock(): FakeClock {
    return this.automation.clock
  }

  /** Opens another session. @returns its id. */
  async open(): Promise<string> {
    const { value } = await command(this.automation.url, 'POST', '/session', { capabilities: {} })
    return (value as { sessionId: string }).sessionId
  }

  /** A command below `latchkey/`. */
  send(method: string, path: string, body?: unknown, id = this.id): Promise<Answer> {
    return command(this.automation.url, method, `/session/${id}/latchkey/${path}`, body)
  }

  /** A command below `webauthn/authenticator`. */
  webauthn(method: string, path: string, body?: unknown, id = this.id): Promise<Answer> {
    const all = `/session/${id}/webauthn/authenticator`
    return command(this.automation.url, method, `${all}${path}`, body)
  }

  /** The value of a command that succeeds. */
  async value<T>(method: string, path: string, body?: unknown, id = this.id): Promise<T> {
    const { status, value } = await this.send(method, path, body, id)
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(value)}`)
    return value as T
  }

  passkeys(id = this.id): Promise<(PasskeySummary & { authenticatorId: string | null })[]> {
    return this.value('GET', 'passkeys', undefined, id)
  }

  /** Ends the session, as its driver does. */
  async end(): Promise<void> {
    await command(this.automation.url, 'DELETE', `/session/${this.id}`)
  }

  /** Moves the clock in small steps until the work is done. */
  async overTime<T>(work: Promise<T>, stepMs = 1): Promise<T> {
    const turn = () => new Promise((resolve) => setImmediate(resolve, turn))
    while ((await Promise.race([work.catch(() => undefined), turn()])) === turn)
      this.clock.advance(stepMs)
    return work
  }

  wait(body: object): Promise<SessionEvent> {
    return this.value('POST', 'wait', body)
  }

  /** A page that has loaded the session's script, of any origin. */
  async page(origin = ORIGIN, id = this.id): Promise<SessionPage> {
    const { host, grant, token } = await this.#words(id)
    const port = Number(host.split(':')[1])
    const known = pageGrant({
      id: grant,
      origin,
      token: new Uint8Array(Buffer.from(token, 'base64url')),
    })
    return new SessionPage(await BridgePage.ready({ port, origin }, known))
  }

  async #words(id: string) {
    const script = await command(this.automation.url, 'GET', `/session/${id}/latchkey.js`)
    return script.value as { host: string; grant: string; token: string }
  }

  /** The parts of a session. */
  parts(clock: FakeClock) {
    const log = (text: string) => void this.logged.push(text)
    return {
      version: '1.2.3',
      uid: undefined,
      clock,
      random: systemRandom,
      newId: randomUUID,
      peers: { uidOf: async () => undefined },
      reach: THIS_COMPUTER,
      relatedOrigins: {
        fetch: (...asked: Parameters<RelatedOriginsSource['fetch']>) =>
          this.relatedOrigins.fetch(...asked),
      },
      log: { info: log, warn: log, error: log },
      // Only the grant is read here, so the script contains only the grant.
      sessionScript: `{"value":${GRANT}}`,
    }
  }
}

export class SessionPage {
  readonly page: BridgePage
  #id = 0

  constructor(page: BridgePage) {
    this.page = page
  }

  /** Resolves with the answer. */
  create(name = 'ada', fields: object = {}): Promise<BridgeMessage> {
    const user = { id: handleOf(name), name, displayName: name.toUpperCase() }
    return this.#ask({ t: 'create', options: creationOptions({ user, ...fields }) })
  }

  get(fields: Readonly<Record<string, unknown>> = {}, mediation = 'optional') {
    return this.#ask({ t: 'get', options: requestOptions(fields), mediation })
  }

  signal(sent: Sent): Promise<BridgeMessage> {
    return this.#ask({ t: 'signal', ...sent })
  }

  capabilities(): Promise<BridgeMessage> {
    return this.#ask({ t: 'capabilities' })
  }

  /** Sends a signal whose answer the page does not await. */
  post(sent: Sent): void {
    this.page.send({ t: 'signal', id: ++this.#id, ...sent })
  }

  /** Makes a passkey. @returns its id. */
  async make(name = 'ada'): Promise<string> {
    return idOf(await this.create(name))
  }

  /** Ends the request that was made last. */
  abort(): void {
    this.page.send({ t: 'abort', id: this.#id })
  }

  #ask(message: object): Promise<BridgeMessage> {
    return this.page.ask({ id: ++this.#id, ...message })
  }
}

/** The user handle of a user, base64url. */
export function handleOf(name: string): string {
  return createHash('sha256').update(name).digest().subarray(0, 8).toString('base64url')
}

export function idOf(answer: BridgeMessage): string {
  if (answer.t !== 'result' || !answer.credential) throw new Error(JSON.stringify(answer))
  return answer.credential.id
}

/** A signal about a user of {@link SessionPage.create}. */
export function renamed(user: string, name: string, displayName = name.toUpperCase()): Sent {
  const options = { rpId: 'localhost', userId: handleOf(user), name, displayName }
  return { kind: 'currentUserDetails', options }
}
