/**
 * The only kind of request that Latchkey sends: `GET https://{domain}/.well-known/webauthn` (WebAuthn §5.11), for a paired page
 * that names the RP ID of another domain.
 */
import { get } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { isIP, type LookupFunction } from 'node:net'
import { parseUrl } from '../platform/parse-url'
import type { RelatedOriginsSource, WellKnownAnswer } from '../webauthn/client/ports'
import type { Network } from './system-network'

/** The limit of the whole fetch, redirects included. */
const TIME_LIMIT_MS = 10_000
const MAX_BODY_BYTES = 262_144
const MAX_HEADER_BYTES = 16_384
const MAX_REDIRECTS = 5
/** The maximum number of simultaneous requests of all pages together. */
const MAX_REQUESTS = 16
/** The same for one origin, so that its slow servers do not block the requests of other origins. */
const MAX_REQUESTS_OF_ORIGIN = 4
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

export interface FetchLimits {
  readonly timeLimitMs: number
}

/** Why a document could not be fetched, for the record. */
class FetchFailure extends Error {}

/**
 * Sends no cookie, credential or referrer, uses no proxy, and opens a new connection for each request. Checks an address when
 * connecting to it, so that a name that resolves differently the next time cannot lead elsewhere.
 */
export function relatedOriginsOnTheWeb(
  network: Network,
  { timeLimitMs }: FetchLimits = { timeLimitMs: TIME_LIMIT_MS },
): RelatedOriginsSource {
  /** The origins of the requests in progress. */
  const running: string[] = []
  return {
    fetch: async (domain, callerOrigin, pageSignal) => {
      const own = running.filter((origin) => origin === callerOrigin)
      if (running.length >= MAX_REQUESTS || own.length >= MAX_REQUESTS_OF_ORIGIN)
        return unfetched('too many such requests are in progress')
      running.push(callerOrigin)
      const limit = new TimeLimit(timeLimitMs, pageSignal)
      try {
        return await follow(`https://${domain}/.well-known/webauthn`, network, limit.signal)
      } catch (error) {
        return unfetched(reasonOf(limit.signal.aborted ? limit.signal.reason : error))
      } finally {
        limit.end()
        running.splice(running.indexOf(callerOrigin), 1)
      }
    },
  }
}

/** Aborts when the page aborts, or when the time is over. */
class TimeLimit {
  readonly signal: AbortSignal
  readonly #page: AbortSignal
  readonly #controller = new AbortController()
  readonly #timer: NodeJS.Timeout
  readonly #abort = () => this.#controller.abort(new FetchFailure('the page aborted its request'))

  constructor(ms: number, page: AbortSignal) {
    this.signal = this.#controller.signal
    this.#page = page
    const late = new FetchFailure(`the request took more than ${ms / 1000} seconds`)
    this.#timer = setTimeout(() => this.#controller.abort(late), ms)
    if (page.aborted) this.#abort()
    page.addEventListener('abort', this.#abort, { once: true })
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#page.removeEventListener('abort', this.#abort)
  }
}

async function follow(
  start: string,
  network: Network,
  signal: AbortSignal,
): Promise<WellKnownAnswer> {
  let url = new URL(start)
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await request(url, network, signal)
    const { statusCode: status = 0, headers } = response
    if (!REDIRECTS.includes(status) || headers.location === undefined)
      return {
        ok: true,
        status,
        contentType: headers['content-type'] ?? '',
        body: status === 200 ? await bodyOf(response) : discard(response),
      }
    discard(response)
    url = target(headers.location, url)
  }
  throw new FetchFailure(`there were more than ${MAX_REDIRECTS} redirects`)
}

function target(location: string, from: URL): URL {
  const url = parseUrl(location, from)
  if (url === null) throw new FetchFailure('a redirect has no valid URL')
  if (url.protocol !== 'https:') throw new FetchFailure('a redirect leads away from https')
  if (url.username !== '' || url.password !== '')
    throw new FetchFailure('a redirect names credentials')
  return url
}

function request(url: URL, network: Network, signal: AbortSignal): Promise<IncomingMessage> {
  // Node does not call `lookup` for an address in the URL.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !network.mayReach(host)) throw unreachable(host)
  return new Promise((resolve, reject) => {
    const sent = get(url, {
      agent: false,
      lookup: reachableOnly(network),
      port: url.port === '' ? network.httpsPort : url.port,
      ca: network.trusted,
      headers: { Accept: 'application/json', 'Accept-Encoding': 'identity' },
      maxHeaderSize: MAX_HEADER_BYTES,
    })
    const abort = () => sent.destroy(signal.reason as Error)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    sent.on('response', resolve)
    sent.on('error', reject)
    sent.on('close', () => signal.removeEventListener('abort', abort))
  })
}

/** Resolves a name for one connection, and drops the forbidden addresses. */
function reachableOnly(network: Network): LookupFunction {
  return (host, options, callback) => {
    network.resolve(host).then(
      (found) => {
        const addresses = found.filter(({ address }) => network.mayReach(address))
        const [first] = addresses
        if (!first) callback(unreachable(host), [])
        else if (options.all) callback(null, [...addresses])
        else callback(null, first.address, first.family)
      },
      (error: unknown) => callback(error as Error, []),
    )
  }
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > MAX_BODY_BYTES)
      throw new FetchFailure(`the document has more than ${MAX_BODY_BYTES / 1024} KiB`)
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

function discard(response: IncomingMessage): string {
  response.destroy()
  return ''
}

function unreachable(host: string): FetchFailure {
  return new FetchFailure(`${host} is not on the public internet`)
}

function unfetched(reason: string): WellKnownAnswer {
  return { ok: false, reason }
}

/** For a network error, returns only its code, because the message may contain text from a server. */
function reasonOf(error: unknown): string {
  if (error instanceof FetchFailure) return error.message
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return 'the connection failed'
}
