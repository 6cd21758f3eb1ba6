/**
 * Serves the recording page at localhost, and makes a profile from the page's notes. Only a page of this server may send a
 * recording. The server has no access to Latchkey.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import * as v from 'valibot'
import { readBody } from '../main/platform/read-body'
import { profileOfRecording } from '../main/webauthn/providers/recorded-profile'
import { recordingSchema } from '../main/webauthn/providers/recording'
import { PAGE_FILES } from './page-files'

/** The maximum size of a recording, in bytes. */
const LONGEST_BODY = 1_048_576

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}

export interface RecorderServer {
  /** The address of the page. */
  readonly url: string
  close(): Promise<void>
}

/**
 * @param port 0 for a free one.
 * @param made called with the profile of each recording.
 * @throws when the port is taken.
 */
export async function startRecorder(
  port: number,
  made: (title: string) => void = () => undefined,
): Promise<RecorderServer> {
  const server = createServer((request, response) => {
    answer(request, response, made).catch(() =>
      sendJson(response, 400, { message: 'The request broke off.' }),
    )
  })
  const url = `http://localhost:${await listen(server, port)}/`
  return { url, close: () => close(server) }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  made: (title: string) => void,
): Promise<void> {
  const refusal = refusalOf(request)
  if (refusal) {
    sendJson(response, refusal.status, { message: refusal.message })
    return
  }
  const file = request.method === 'GET' ? PAGE_FILES.get(request.url ?? '') : undefined
  if (file) {
    response.writeHead(200, { ...HEADERS, 'Content-Type': file.type }).end(file.text)
    return
  }
  const { status, body } = profileFor((await readBody(request, LONGEST_BODY))?.toString())
  if (status === 200) made(body.profile.title)
  sendJson(response, status, body)
}

/** undefined when the request may be answered. */
function refusalOf({ headers, method, url, socket }: IncomingMessage) {
  const host = `localhost:${socket.localPort ?? 0}`
  // A page of another site must not reach this server under its own name.
  if (headers.host !== host) return { status: 403, message: 'Open the page at localhost.' }
  if (method === 'GET' && PAGE_FILES.has(url ?? '')) return undefined
  if (method !== 'POST' || url !== '/profile')
    return { status: 404, message: 'There is no such page.' }
  return headers.origin === `http://${host}`
    ? undefined
    : { status: 403, message: 'Only the page of this server may send a recording.' }
}

function profileFor(text: string | undefined) {
  const recording = v.safeParse(recordingSchema, jsonOf(text))
  if (!recording.success) {
    const [issue] = recording.issues
    const place = v.getDotPath(issue) ?? 'the body'
    return refused(`The recording cannot be read: ${place} is not as expected.`)
  }
  try {
    const { profile, unknown } = profileOfRecording(recording.output)
    return { status: 200, body: { file: `${profile.id}.json`, profile, unknown } } as const
  } catch (error) {
    return refused(
      `No profile can be made: ${error instanceof Error ? error.message : 'something failed'}.`,
    )
  }
}

const refused = (message: string) => ({ status: 400, body: { message } }) as const

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { ...HEADERS, 'Content-Type': 'application/json' })
    .end(JSON.stringify(body))
}

/** Listens on this computer's address of localhost. Browsers try each address, and find it. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, 'localhost', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
