/**
 * Sends commands to a running Latchkey over `node:http`. Node's `fetch` sends a `Sec-Fetch-Mode` header as browsers do, and
 * Latchkey refuses requests with that header.
 */
import { once } from 'node:events'
import {
  Agent,
  request,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http'
import { CeremonyError, type CeremonyFailure } from './ceremony-error.js'
import { toJson } from './given.js'
import { LatchkeyError } from './latchkey-error.js'
import type { LatchkeyErrorCode } from './types/wire.js'

/** How long the client waits before it checks whether Latchkey still answers. It then waits as long once more. */
const SILENCE_MS = 5_000

type Method = 'GET' | 'POST' | 'DELETE'

interface Sent {
  readonly headers?: OutgoingHttpHeaders
  /** Sent as JSON. */
  readonly body?: object
  /** Ends the request. */
  readonly signal?: AbortSignal | undefined
}

export class Connection {
  /** Contains the secret, so no error message may contain it. */
  readonly #url: string
  /** Keeps connections for the next requests. An idle connection does not keep this process running. */
  readonly #agent = new Agent({ keepAlive: true })
  /** Ids of the sessions that were opened over this connection and are still open. */
  readonly sessions = new Set<string>()

  /** @throws {LatchkeyError} when `url` does not have the form of the automation file. */
  constructor(url: string) {
    if (!/^http:\/\/[^/]+\/[^/]+$/.test(url) || !URL.canParse(url))
      throw new LatchkeyError(
        'invalid argument',
        'The address does not have the form http://127.0.0.1:PORT/SECRET. Use the address in the automation file.',
      )
    this.#url = url
  }

  /**
   * Sends a command.
   *
   * @returns the answer's `value`.
   * @throws {LatchkeyError} when Latchkey answers with an error, or does not answer.
   */
  send<T>(method: Method, path: string, body?: object): Promise<T> {
    return this.#value(method, path, body === undefined ? {} : { body })
  }

  /**
   * Like {@link send}, for a command that may take long.
   *
   * @param signal ends the request.
   * @throws {unknown} the reason of `signal`, when it aborts.
   */
  async abortable<T>(
    method: Method,
    path: string,
    body: object,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    try {
      return await this.#value<T>(method, path, { body, signal })
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  }

  /**
   * @returns the text of the script at `path`.
   * @throws {LatchkeyError} when Latchkey answers with an error, or does not answer.
   */
  async script(path: string): Promise<string> {
    const { text } = await this.#answer('GET', path, {})
    return text
  }

  /**
   * @returns the answer's body, as a stream.
   * @throws {LatchkeyError} when Latchkey answers with an error, or does not answer.
   */
  async stream(path: string, headers: OutgoingHttpHeaders): Promise<IncomingMessage> {
    const response = await this.#ask('GET', path, { headers })
    if (response.statusCode !== 200) throw failureOf(response, await readWhole(response))
    return response
  }

  async #value<T>(method: Method, path: string, sent: Sent): Promise<T> {
    const { text } = await this.#answer(method, path, sent)
    return (JSON.parse(text) as { value: T }).value
  }

  async #answer(method: Method, path: string, sent: Sent): Promise<{ readonly text: string }> {
    const response = await this.#ask(method, path, sent)
    const text = await readWhole(response)
    if (response.statusCode !== 200) throw failureOf(response, text)
    return { text }
  }

  async #ask(method: Method, path: string, sent: Sent): Promise<IncomingMessage> {
    const { headers, body, signal } = sent
    const text = body === undefined ? undefined : toJson(body)
    const asked = request(`${this.#url}${path}`, {
      method,
      agent: this.#agent,
      signal,
      headers: { ...headers, ...(text !== undefined && { 'Content-Type': 'application/json' }) },
    })
    this.#watch(asked)
    try {
      asked.end(text)
      const [response] = (await once(asked, 'response')) as [IncomingMessage]
      return response
    } catch (error) {
      // A server may close an idle connection just when it is used again. Then the server has not seen the request.
      if (asked.reusedSocket && isClosed(error)) return this.#ask(method, path, sent)
      throw notThere(error)
    }
  }

  /**
   * Checks regularly whether Latchkey still answers while a request is open, and ends the request if not. A stopped program
   * keeps its connections, so only a separate request reveals it.
   */
  #watch(asked: ClientRequest): void {
    // Latchkey answers a request without the secret at once.
    const url = new URL('/', this.#url)
    let broken: ClientRequest | IncomingMessage = asked
    let isOpen = true
    let timer = setTimeout(look, SILENCE_MS)
    asked.once('response', (response) => (broken = response))
    // Once the response has begun, its reader gets the error.
    asked.on('error', () => undefined)
    asked.once('close', () => {
      isOpen = false
      clearTimeout(timer)
    })

    function look(): void {
      const probe = request(url, { agent: false }, (response) => {
        response.resume()
        clearTimeout(timer)
        if (isOpen) timer = setTimeout(look, SILENCE_MS)
      })
      timer = setTimeout(() => {
        probe.destroy()
        broken.destroy(silent())
      }, SILENCE_MS)
      // The watched request itself reports the error.
      probe.on('error', () => undefined)
      probe.end()
    }
  }
}

function isClosed(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ECONNRESET'
}

async function readWhole(response: IncomingMessage): Promise<string> {
  let text = ''
  response.setEncoding('utf8').on('data', (piece: string) => (text += piece))
  try {
    await once(response, 'end')
    return text
  } catch (error) {
    throw notThere(error)
  }
}

function silent(): LatchkeyError {
  return new LatchkeyError(
    'timeout',
    'Latchkey is running, but does not respond. Perhaps it is stopped in a debugger. End it and start it again.',
  )
}

/** The message has only the code of the system's error, because its text can contain the address. */
function notThere(error: unknown): LatchkeyError {
  if (error instanceof LatchkeyError) return error
  const { code = 'no answer' } = error as NodeJS.ErrnoException
  return new LatchkeyError(
    'unknown error',
    `Latchkey does not answer (${code}): Latchkey has ended, or the address belongs to an earlier start.`,
  )
}

interface Failure {
  readonly error: LatchkeyErrorCode
  readonly message: string
  /** Only for a failed ceremony. */
  readonly data?: CeremonyFailure
}

function failureOf({ statusCode = 0 }: IncomingMessage, text: string): LatchkeyError {
  if (statusCode === 403)
    return new LatchkeyError(
      'unknown error',
      'Latchkey refuses the address: the address belongs to an earlier start, or to another Latchkey.',
    )
  try {
    const { value } = JSON.parse(text) as { value: Failure }
    return value.data
      ? new CeremonyError(value.data)
      : new LatchkeyError(value.error, value.message)
  } catch {
    return new LatchkeyError(
      'unknown error',
      `The program at this address is not Latchkey (HTTP ${statusCode}).`,
    )
  }
}
