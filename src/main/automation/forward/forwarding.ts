/**
 * `--webdriver URL`: one driver object for the browser and for Latchkey. What is not ours is passed on to the
 * browser's own driver (docs/automation.md, "One driver object").
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
/** Where Chromium and its kin say how they are debugged. A browser elsewhere is out of the bridge's reach, too. */
const debuggerSchema = v.object({
  debuggerAddress: v.pipe(v.string(), v.regex(/^(localhost|127\.0\.0\.1|\[::1\]):\d{1,5}$/)),
})

const NO_SCRIPT =
  'the browser’s debugger does not answer, so its pages cannot have the script of the session; ' +
  'ask for a session with "latchkey:pageScript": false, and put it into them yourself'

export interface ForwardingPorts {
  readonly driver: BrowserDriver
  readonly sessions: Sessions
  /** What went wrong on our side, for the log. Never throws. */
  readonly fault: (what: string, error: unknown) => void
}

export class Forwarding {
  readonly #ports: ForwardingPorts

  constructor(ports: ForwardingPorts) {
    this.#ports = ports
  }

  /** The commands of a session's life: they are both drivers'. */
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
   * Passes a command of one of our sessions on.
   *
   * @returns false when it is none of a session's.
   * @throws {WebDriverError}
   */
  async pass(from: IncomingMessage, to: ServerResponse, path: string): Promise<boolean> {
    const [, id] = /^\/session\/([^/]+)\/./.exec(path) ?? []
    if (id === undefined) return false
    const { sessions, driver } = this.#ports
    const session = sessions.find(id)
    const inspect = async (answer: DriverResponse) => {
      // The browser has gone, and its session with it.
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
    const session = await sessions.open({ id, end }).catch(async (error: unknown) => {
      await this.#quietly(end())
      throw error
    })
    if (pageScript) pages = await this.#putScript(session, capabilities)
    return { sessionId: id, capabilities: { ...capabilities, ...grantedWebAuthn() } }
  }

  /**
   * @returns undefined for a browser that has no DevTools protocol.
   * @throws {WebDriverError} `session not created`; then it has ended, too.
   */
  async #putScript(
    { id, world }: Session,
    capabilities: Readonly<Record<string, unknown>>,
  ): Promise<ChromiumPages | undefined> {
    const options = capabilities['goog:chromeOptions'] ?? capabilities['ms:edgeOptions']
    const found = v.safeParse(debuggerSchema, options)
    if (!found.success) return undefined
    const { fault, sessions } = this.#ports
    try {
      return await ChromiumPages.open(found.output.debuggerAddress, world.pageScript(), (error) =>
        fault('the script of a page', error),
      )
    } catch (error) {
      fault('the script of a browser’s pages', error)
      await this.#quietly(sessions.end(id))
      throw new WebDriverError('session not created', NO_SCRIPT)
    }
  }

  /** Of what has failed already. */
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
    'the browser’s driver answers as no WebDriver server does',
  )
}

/** An error of the browser's driver, in its own words. */
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
