/** Sends and forwards commands to the WebDriver server of a browser. */
import { once } from 'node:events'
import {
  request,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import { WebDriverError } from '../webdriver/webdriver-error'

/** Only these headers of a request are forwarded. They describe the command's body. */
const FORWARDED_HEADERS = ['accept', 'content-length', 'content-type', 'transfer-encoding'] as const

const NEXT =
  'start it (for Chromium: chromedriver --port=9515), or give its address with --webdriver'

export interface DriverResponse {
  readonly status: number
  /** The parsed body; undefined if it is not JSON. */
  readonly body: unknown
}

export class BrowserDriver {
  readonly #url: URL

  /** @param url of the driver, such as `http://127.0.0.1:9515`. It may have a path. */
  constructor(url: URL) {
    this.#url = url
  }

  /**
   * Sends a command of Latchkey.
   *
   * @throws {WebDriverError} `unknown error` when the driver does not answer.
   */
  async send(method: string, path: string, body?: object): Promise<DriverResponse> {
    const json = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
    const response = await this.#ask(method, path, {
      headers: json ? { 'content-type': 'application/json', 'content-length': json.length } : {},
      send: (asked) => asked.end(json),
    })
    return { status: response.statusCode ?? 0, body: parsed(await text(response)) }
  }

  /**
   * Forwards a command unchanged, and returns the driver's answer unchanged.
   *
   * @param inspect receives the answer before the client does. It gets the body of answers with status 404 only.
   * @throws {WebDriverError} `unknown error` when the driver does not answer.
   */
  async pass(
    from: IncomingMessage,
    to: ServerResponse,
    { path, inspect }: { path: string; inspect: (answer: DriverResponse) => Promise<void> },
  ): Promise<void> {
    const gone = new AbortController()
    to.on('close', () => gone.abort())
    const answer = await this.#ask(from.method ?? 'GET', path, {
      headers: headersOf(from),
      send: (asked) => void from.pipe(asked),
      signal: gone.signal,
    })
    const status = answer.statusCode ?? 502
    const headers = { 'content-type': answer.headers['content-type'] ?? 'application/json' }
    if (status === 404) {
      const body = await text(answer)
      await inspect({ status, body: parsed(body) })
      to.writeHead(status, headers).end(body)
      return
    }
    await inspect({ status, body: undefined })
    to.writeHead(status, headers)
    // The client may have disconnected, and then needs no answer.
    await pipeline(answer, to).catch(() => undefined)
  }

  async #ask(
    method: string,
    path: string,
    {
      headers,
      send,
      signal,
    }: {
      headers: OutgoingHttpHeaders
      send: (asked: ReturnType<typeof request>) => void
      signal?: AbortSignal
    },
  ): Promise<IncomingMessage> {
    const { protocol, hostname, port, pathname } = this.#url
    const asked = request({
      protocol,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port,
      method,
      path: `${pathname.replace(/\/$/, '')}${path}`,
      headers,
      agent: false,
      ...(signal && { signal }),
    })
    send(asked)
    try {
      const [response] = (await once(asked, 'response')) as [IncomingMessage]
      return response
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? 'the connection broke'
      throw new WebDriverError(
        'unknown error',
        `the driver at ${this.#url.origin} does not answer (${why}); ${NEXT}`,
      )
    }
  }
}

function headersOf({ headers }: IncomingMessage): OutgoingHttpHeaders {
  const passed: OutgoingHttpHeaders = {}
  for (const name of FORWARDED_HEADERS)
    if (headers[name] !== undefined) passed[name] = headers[name]
  return passed
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
