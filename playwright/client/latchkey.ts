/**
 * `latchkey/client`: drives Latchkey from tests in Node, together with any browser driver. It has no dependencies
 * (docs/test-drivers.md).
 */
import { readAutomationFile } from './automation-file.js'
import { Connection } from './connection.js'
import { givenOptions } from './given.js'
import { startInProcess } from './in-process.js'
import { PasskeySession } from './passkey-session.js'
import { startLatchkey, type StartedLatchkey, type StartOptions } from './start-latchkey.js'

export { CeremonyError } from './ceremony-error.js'
export { LatchkeyError } from './latchkey-error.js'
export type { PasskeySession } from './passkey-session.js'
export type { CredentialFormat, CredentialFormats } from './types/credential-formats.js'
export type { StartOptions } from './start-latchkey.js'
export type * from './types/authenticator.js'
export type * from './types/ceremonies.js'
export type * from './types/events.js'
export type * from './types/faults.js'
export type * from './types/passkey.js'
export type * from './types/playwright-credential.js'
export type * from './types/session-state.js'
export type * from './types/wire.js'
export type { VirtualAuthenticator } from './virtual-authenticator.js'

/** The address of a running Latchkey, or the file that `--automation-file` names. */
export type Address = { readonly url: string } | { readonly automationFile: string }

/** A running Latchkey. Open one session per test. */
export class Latchkey {
  /** Latchkey's address, for other processes to connect to. It contains the secret: keep it out of logs. */
  readonly url: string
  readonly #connection: Connection
  readonly #started: StartedLatchkey | undefined

  private constructor(url: string, started?: StartedLatchkey) {
    this.url = url
    this.#connection = new Connection(url)
    this.#started = started
  }

  /**
   * Connects to a running Latchkey.
   *
   * @throws {LatchkeyError} when `address` is not valid, its file cannot be read, or Latchkey does not answer.
   */
  static async connect(address: Address): Promise<Latchkey> {
    const where = givenOptions(address)
    const { url } = 'url' in where ? where : readAutomationFile(where.automationFile)
    const latchkey = new Latchkey(url)
    await latchkey.#connection.send('GET', '/status')
    return latchkey
  }

  /**
   * Starts Latchkey, and resolves once Latchkey has an address. {@link end} ends Latchkey, and so does the end of this process.
   *
   * @throws {LatchkeyError} `timeout` when Latchkey is not ready in time, `unknown error` when it does not start.
   */
  static async start(options: StartOptions = {}): Promise<Latchkey> {
    const started = await (options.inProcess ? startInProcess(options) : startLatchkey(options))
    return new Latchkey(started.url, started)
  }

  /** @returns the version of this Latchkey; undefined when a browser's driver answers in its place. */
  async version(): Promise<string | undefined> {
    const { version } = await this.#connection.send<{ readonly version?: string }>('GET', '/status')
    return version
  }

  /**
   * Opens a session. Sessions share no passkeys, rules or events.
   *
   * @throws {LatchkeyError} when Latchkey refuses the session, or does not answer.
   */
  async openSession(): Promise<PasskeySession> {
    return PasskeySession.open(this.#connection)
  }

  /**
   * Uses a session that another driver opened, such as Selenium. Sends no request, so a wrong id shows only at the
   * first call of the session.
   *
   * @param id the session's id, as New Session answered it.
   */
  session(id: string): PasskeySession {
    return new PasskeySession(this.#connection, id)
  }

  /** Ends Latchkey if {@link start} started it; otherwise ends the sessions that were opened by this object. */
  async end(): Promise<void> {
    if (this.#started) await this.#started.end()
    else
      await Promise.allSettled(
        Array.from(this.#connection.sessions, (id) => this.session(id).end()),
      )
  }
}
