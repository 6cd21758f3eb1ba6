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
import { ChromiumPages } from './chromium-pages'
import type { DriverResponse, BrowserDriver } from './browser-driver'

const createdSchema = v.object({
  value: v.object({
    sessionId: v.pipe(v.string(), v.regex(/^[\w-]{1,128}$/)),
    capabilities: v.record(v.string(), v.unknown()),
  }),
})
const failureSchema = v.object({
  value: v.object({ error: v.string(), message: v.optional(v.string(), '') }),
})
/** The debugger's address in the capabilities of Chromium-based browsers. Browsers on other computers cannot reach the bridge. */
const debuggerSchema = v.object({
  debuggerAddress: v.pipe(v.string(), v.regex(/^(localhost|127\.0\.0\.1|\[::1\]):\d{1,5}$/)),
})

const NO_SCRIPT =
  'the browser’s debugger does not answer, so Latchkey cannot add the session’s script to its pages; ' +
  'ask for a session with "latchkey:pageScript": false, and add the script to the pages yourself'

export interface ForwardingPorts {
  readonly driver: BrowserDriver
  readonly sessions: Sessions
  /** Logs a fault of Latchkey. Never throws. */
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
      if (isOver(answer)) await this.#quietly(sessions.end(session.id))
    }
    await driver.pass(from, to, { path, inspect })
    return true
  }

  async #open(body: unknown): Promise<object> {
    const { driver, sessions } = this.#ports
    const { forDriver, pageScript } = splitCapabilities(body)
    const created = valueIn(createdSchema, await driver.send('POST', '/session', forDriver))
    const { sessionId: id, capabilities } = created.value
    let pages: ChromiumPages | undefined
    const end = async () => {
      pages?.close()
      valueOf(await driver.send('DELETE', `/session/${id}`))
    }
    const session = await sessions.open({ id, onEnd: end }).catch(async (error: unknown) => {
      await this.#quietly(end())
      throw error
    })
    if (pageScript) pages = await this.#installScript(session, capabilities)
    return { sessionId: id, capabilities: { ...capabilities, ...grantedWebAuthn() } }
  }

  /**
   * @returns undefined for a browser without the DevTools protocol.
   * @throws {WebDriverError} `session not created`, after ending the session.
   */
  async #installScript(
    { id, host }: Session,
    capabilities: Readonly<Record<string, unknown>>,
  ): Promise<ChromiumPages | undefined> {
    const options = capabilities['goog:chromeOptions'] ?? capabilities['ms:edgeOptions']
    const found = v.safeParse(debuggerSchema, options)
    if (!found.success) return undefined
    const { fault, sessions } = this.#ports
    try {
      return await ChromiumPages.open(found.output.debuggerAddress, host.pageScript(), (error) =>
        fault('the script of a page', error),
      )
    } catch (error) {
      fault('the script of a browser’s pages', error)
      await this.#quietly(sessions.end(id))
      throw new WebDriverError('session not created', NO_SCRIPT)
    }
  }

  /** For cleaning up after a failure that is already being reported. */
  #quietly(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => this.#ports.fault('ending a session', error))
  }
}

function isOver({ status, body }: DriverResponse): boolean {
  return status === 404 && v.is(failureSchema, body) && body.value.error === 'invalid session id'
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
