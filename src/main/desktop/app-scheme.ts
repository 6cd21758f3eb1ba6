/**
 * The window's own scheme, `app://latchkey`. It serves a fixed list of built files, with headers that isolate the page.
 */
import type { Protocol, ProtocolResponse } from 'electron'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

export const APP_ORIGIN = 'app://latchkey'
/** The window's only document. */
export const APP_PAGE = `${APP_ORIGIN}/index.html`

const TYPES: Readonly<Record<string, Pick<ProtocolResponse, 'mimeType' | 'charset'>>> = {
  '.html': { mimeType: 'text/html', charset: 'utf-8' },
  '.js': { mimeType: 'text/javascript', charset: 'utf-8' },
  '.css': { mimeType: 'text/css', charset: 'utf-8' },
  '.svg': { mimeType: 'image/svg+xml' },
  '.png': { mimeType: 'image/png' },
  '.woff2': { mimeType: 'font/woff2' },
}

/** `vue` is the Trusted Types policy by which Vue inserts the static parts of its templates. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types vue',
].join('; ')

const HEADERS: Record<string, string> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
}

/** Must be called before the app is ready. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/**
 * Serves the files under `folder` by their exact paths. The folder is listed once.
 *
 * Uses a deprecated call of Electron. `protocol.handle` needs the classes of the Fetch API. Loading them delays the first rows by
 * 30 milliseconds.
 */
export function serveAppScheme(
  protocol: Pick<Protocol, 'registerBufferProtocol'>,
  folder: string,
): void {
  const files = listFiles(folder)
  // oxlint-disable-next-line typescript/no-deprecated
  protocol.registerBufferProtocol('app', (request, respond) => respond(answer(files, request)))
}

/** @returns a map from URL path to file. */
export function listFiles(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(files.map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]))
}

export function answer(
  files: ReadonlyMap<string, string>,
  { method, url }: Pick<Request, 'method' | 'url'>,
): ProtocolResponse & { readonly data: Buffer } {
  const file = method === 'GET' ? fileFor(files, url) : undefined
  const type = file === undefined ? undefined : TYPES[extname(file)]
  // Sends the headers too. Otherwise a missing document would have our origin but no policy.
  if (file === undefined || type === undefined)
    return { statusCode: 404, headers: HEADERS, data: Buffer.alloc(0) }
  return { statusCode: 200, ...type, headers: HEADERS, data: readFileSync(file) }
}

function fileFor(files: ReadonlyMap<string, string>, url: string): string | undefined {
  const prefix = `${APP_ORIGIN}/`
  return url.startsWith(prefix) ? files.get(url.slice(APP_ORIGIN.length)) : undefined
}
