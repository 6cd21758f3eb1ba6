/**
 * `latchkey/client`: drives a Latchkey for test drivers from Node, beside any browser driver. It needs nothing but Node
 * (docs/test-drivers.md).
 */
import { readAutomationFile } from './automation-file.js'
import { Connection } from './connection.js'
import { PasskeySession } from './passkey-session.js'
import { startLatchkey, type StartedLatchkey, type StartOptions } from './start-latchkey.js'

export { LatchkeyError } from './latchkey-error.js'
export type { CredentialFormat, PasskeySession } from './passkey-session.js'
export type { StartOptions } from './start-latchkey.js'
export type * from './types/authenticator.js'
export type * from './types/consent.js'
export type * from './types/events.js'
export type * from './types/passkey.js'
export type * from './types/record.js'
export type * from './types/run.js'
export type { VirtualAuthenticator } from './virtual-authenticator.js'

/** Where a running Latchkey is reached: by its address, or by the file that `--automation-file` names. */
export type Address = { readonly url: string } | { readonly automationFile: string }

export class Latchkey {
  /** To connect by from another process. It holds the secret: let it get into no log. */
  readonly url: string
  readonly #connection: Connection
  readonly #started: StartedLatchkey | undefined

  private constructor(url: string, started?: StartedLatchkey) {
    this.url = url
    this.#connection = new Connection(url)
    this.#started = started
  }

  /**
   * Connects to a Latchkey that runs.
   *
   * @throws {LatchkeyError} when it does not.
   */
  static async connect(address: Address): Promise<Latchkey> {
    const { url } = 'url' in address ? address : readAutomationFile(address.automationFile)
    const latchkey = new Latchkey(url)
    await latchkey.#connection.send('GET', '/status')
    return latchkey
  }

  /**
   * Starts a Latchkey. It ends by {@link end}, or with this process.
   *
   * @throws {LatchkeyError} when it does not start.
   */
  static async start(options: StartOptions = {}): Promise<Latchkey> {
    const started = await startLatchkey(options)
    return new Latchkey(started.url, started)
  }

  /**
   * Opens a session: passkeys, rules and events of its own, shared with nobody.
   *
   * @throws {LatchkeyError}
   */
  async openSession(): Promise<PasskeySession> {
    return PasskeySession.open(this.#connection)
  }

  /** A session that another driver has opened, such as Selenium's. Nothing is sent yet. */
  session(id: string): PasskeySession {
    return new PasskeySession(this.#connection, id)
  }

  /** Ends the sessions that were opened here; and Latchkey itself, if it was started here. */
  async end(): Promise<void> {
    if (this.#started) await this.#started.end()
    else
      await Promise.allSettled(
        Array.from(this.#connection.sessions, (id) => this.session(id).end()),
      )
  }
}
