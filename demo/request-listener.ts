/** Answers an HTTP request with a file of the page, the stream of changes, the state, or the answer to a call. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { PageFile } from './page-files'
import type { RelyingParty } from './relying-party'
import { answerCall } from './routes'
import type { Session } from './sessions'

/** All ports of a host share cookies, so the name identifies this server. */
const COOKIE = 'latchkey-demo-session'

export interface Served {
  /** The only host and origin that the server answers. */
  readonly origin: string
  /** The page's files, by the path of their URL. */
  readonly page: ReadonlyMap<string, PageFile>
  readonly rp: RelyingParty
  /** Open streams. Every change of the state is written to each. */
  readonly watching: Set<ServerResponse>
}

export function requestListener(served: Served): RequestListener {
  return (request, response) => {
    serve(served, request, response).catch((error: unknown) => {
      console.error(error)
      json(response, 500, { error: 'The demo relying party failed; its terminal says why.' })
    })
  }
}

async function serve(
  { origin, page, rp, watching }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  const path = request.url ?? '/'
  const file = page.get(path)
  if (!isForUs(request, origin)) json(response, 403, { error: 'Not for this origin.' })
  else if (file) sendFile(rp, request, response, file)
  else if (path === '/api/events') watch(request, response, watching)
  else await answer(rp, request, response, path)
}

/**
 * A page is sent with the cookie of its session. Otherwise two simultaneous calls of the page would each open a session, and
 * the cookie of one would replace the cookie of the other.
 */
function sendFile(
  rp: RelyingParty,
  request: IncomingMessage,
  response: ServerResponse,
  { headers, isPage, text }: PageFile,
): void {
  if (isPage) sessionOf(rp, request, response)
  response.writeHead(200, headers).end(text)
}

/** False for other host names of this address (DNS rebinding) and for calls from other pages. */
function isForUs({ headers }: IncomingMessage, origin: string): boolean {
  return (
    headers.host === new URL(origin).host &&
    (headers.origin === undefined || headers.origin === origin)
  )
}

/** Keeps the answer open, to send the page every change (server-sent events). */
function watch(
  request: IncomingMessage,
  response: ServerResponse,
  watching: Set<ServerResponse>,
): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('retry: 1000\n\n')
  watching.add(response)
  request.on('close', () => watching.delete(response))
}

async function answer(
  rp: RelyingParty,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const session = sessionOf(rp, request, response)
  const { status, body } =
    path === '/api/state'
      ? { status: 200, body: rp.state(session) }
      : await answerCall(rp, session, request, path)
  json(response, status, body)
}

/** Finds the session of the request, or opens one, and gives its cookie to the browser. */
function sessionOf(rp: RelyingParty, request: IncomingMessage, response: ServerResponse): Session {
  const session = rp.sessions.open(cookieOf(request))
  // Lax, so that a link from another site sends the cookie. Without the cookie, the page would open a new session.
  response.setHeader('Set-Cookie', `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Lax`)
  return session
}

function cookieOf({ headers }: IncomingMessage): string | undefined {
  const cookies = headers.cookie?.split('; ') ?? []
  return cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1)
}

function json(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) response.destroy()
  else response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}
