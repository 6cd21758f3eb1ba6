/**
 * `--webdriver URL`: one driver object for the browser and for Latchkey. Forwards all commands that are not
 * Latchkey's to the browser's driver (docs/automation.md, "One driver object").
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import type { Route } from '../routes'
import type { Session } from '../session'
import type { Sessions } from '../sessions'
import { grantedWebAuthn, splitCapabilities } from '../webdriver/capabilities'
import { WebDriverError } from '../webdriver/webdriver-error'
import { WEB_SOCKET_URL, withBidi } from './bidi-request'
import type { DriverResponse, BrowserDriver } from './browser-driver'
import { installScript, type InstalledScript } from './installed-script'

const createdSchema = v.object({
  value: v.object({
    sessionId: v.pipe(v.string(), v.regex(/^[\w-]{1,128}$/)),
    capabilities: v.record(v.string(), v.unknown()),
  }),
})
const failureSchema = v.object({
  value: v.object({ error: v.string(), message: v.optional(v.string(), '') }),
})

const NO_SCRIPT =
  'the browser does not take the session’s script, so its pages would be without passkeys; ' +
  'ask for a session with "latchkey:pageScript": false, and add the script to the pages yourself'

export interface ForwardingPorts {
  readonly driver: BrowserDriver
  readonly sessions: Sessions
  /** Logs an internal error. Never throws. */
  readonly fault: (what: string, error: unknown) => void
}

export class Forwarding {
  readonly #ports: ForwardingPorts

  constructor(ports: ForwardingPorts) {
    this.#ports = ports
  }

  /** The commands that open and end sessions. They concern both drivers. */
  routes(): readonly Route[] {
    const { driver, sessions } = this.#ports
    return [
      {
        method: 'GET',
        path: '/status',
        run: async () => valueOf(await driver.send('GET', '/status')),
      },
      { method: 'POST', path: '/session', run: ({ body }) => this.#open(body) },
      {
        method: 'DELETE',
        path: '/session/:sessionId',
        run: ({ parameters: { sessionId = '' } }) => sessions.end(sessionId),
      },
    ]
  }

  /**
   * Forwards a command of a session to the browser's driver.
   *
   * @returns false if the command does not belong to a session.
   * @throws {WebDriverError} `invalid session id`, or `unknown error` when the driver does not answer.
   */
  async pass(from: IncomingMessage, to: ServerResponse, path: string): Promise<boolean> {
    const [, id] = /^\/session\/([^/]+)\/./.exec(path) ?? []
    if (id === undefined) return false
    const { sessions, driver } = this.#ports
    const session = sessions.find(id)
    const inspect = async (answer: DriverResponse) => {
      // The browser has quit, so Latchkey's session ends too.
      if (isFailure(answer, 'invalid session id')) await this.#quietly(sessions.end(session.id))
    }
    await driver.pass(from, to, { path, inspect })
    return true
  }

  async #open(body: unknown): Promise<object> {
    const { driver, sessions } = this.#ports
    const { forDriver, pageScript } = splitCapabilities(body)
    const bodyWithBidi = pageScript ? withBidi(forDriver) : undefined
    const created = valueIn(createdSchema, await this.#create(forDriver, bodyWithBidi))
    const { sessionId: id, capabilities } = created.value
    let script: InstalledScript | undefined
    const end = async () => {
      script?.close()
      valueOf(await driver.send('DELETE', `/session/${id}`))
    }
    const session = await sessions.open({ id, onEnd: end }).catch(async (error: unknown) => {
      await this.#quietly(end())
      throw error
    })
    if (pageScript) script = await this.#install(session, capabilities)
    const { [WEB_SOCKET_URL]: _, ...others } = capabilities
    const answered = bodyWithBidi ? others : capabilities
    return { sessionId: id, capabilities: { ...answered, ...grantedWebAuthn() } }
  }

  /** Opens a session with BiDi. If the driver is older than BiDi and refuses the capability, sends the client's own request. */
  async #create(body: object, bodyWithBidi: object | undefined): Promise<DriverResponse> {
    const { driver } = this.#ports
    const answer = await driver.send('POST', '/session', bodyWithBidi ?? body)
    const isRefused = bodyWithBidi !== undefined && isFailure(answer, 'invalid argument')
    return isRefused ? driver.send('POST', '/session', body) : answer
  }

  /** @throws {WebDriverError} `session not created`, after ending the session. */
  async #install(
    { id, host }: Session,
    capabilities: Readonly<Record<string, unknown>>,
  ): Promise<InstalledScript | undefined> {
    const { fault, sessions } = this.#ports
    try {
      return await installScript(capabilities, host.pageScript(), (error) =>
        fault('the script of a page', error),
      )
    } catch (error) {
      fault('the script of a browser’s pages', error)
      await this.#quietly(sessions.end(id))
      throw new WebDriverError('session not created', NO_SCRIPT)
    }
  }

  /** For cleanup after a failure that is already being reported. */
  #quietly(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => this.#ports.fault('ending a session', error))
  }
}

function isFailure({ status, body }: DriverResponse, error: string): boolean {
  return status >= 400 && v.is(failureSchema, body) && body.value.error === error
}

/** @throws {WebDriverError} what the driver answered, when it failed. */
function valueOf(answer: DriverResponse): unknown {
  return valueIn(v.object({ value: v.unknown() }), answer).value
}

function valueIn<T>(schema: v.GenericSchema<unknown, T>, { status, body }: DriverResponse): T {
  const failed = v.safeParse(failureSchema, body)
  if (status >= 400 && failed.success) throw new DriverFailure(status, failed.output.value)
  const result = v.safeParse(schema, body)
  if (status < 400 && result.success) return result.output
  throw new WebDriverError(
    'unknown error',
    'the browser’s driver does not answer like a WebDriver server; check the address of --webdriver',
  )
}

/** An error of the browser's driver. Passes the driver's code, message and status on. */
class DriverFailure extends WebDriverError {
  readonly #status: number
  readonly #error: string

  constructor(status: number, { error, message }: { error: string; message: string }) {
    super('unknown error', message)
    this.#status = status
    this.#error = error
  }

  override get status(): number {
    return this.#status
  }

  override toJSON(): object {
    return { value: { error: this.#error, message: this.message, stacktrace: '' } }
  }
}
