/**
 * The page's files, read once at the start. The server serves only these, so a request's path never reaches the file
 * system.
 */
import { readdir, readFile } from 'node:fs/promises'

const FOLDER = new URL('page/', import.meta.url)

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

export interface PageFile {
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** How the page reaches Latchkey. */
interface PageBridge {
  /** URL of Latchkey's page script, or null for a page without it. */
  readonly bridgeScript: string | null
  /** Whether the page may reach a bridge on any port. */
  readonly anyBridge?: boolean
  /** The page's own host. A bridge of its computer has that name, too. */
  readonly host?: string
}

/** @returns the files by the path of their URL; the page itself at `/`. */
export async function loadPage({
  bridgeScript,
  anyBridge = false,
  host = 'localhost',
}: PageBridge): Promise<Map<string, PageFile>> {
  const files = new Map<string, PageFile>()
  for (const name of await readdir(FOLDER)) {
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)]
    if (type === undefined) continue
    const text = await readFile(new URL(name, FOLDER), 'utf8')
    files.set(`/${name}`, { headers: { 'Content-Type': type }, text })
  }
  const html = files.get('/index.html')
  if (!html) throw new Error('demo/page/index.html is missing')
  files.set('/', {
    headers: {
      ...html.headers,
      'Content-Security-Policy': contentSecurityPolicy({ bridgeScript, anyBridge, host }),
    },
    text: html.text.replace('<!-- Latchkey’s page script -->', scriptTag(bridgeScript)),
  })
  files.delete('/index.html')
  return files
}

function scriptTag(bridgeScript: string | null): string {
  return bridgeScript === null ? '' : `<script src="${new URL(bridgeScript).href}"></script>`
}

/** The policy of a page that uses Latchkey: it must allow Latchkey's script and WebSocket. */
function contentSecurityPolicy({ bridgeScript, anyBridge, host }: Required<PageBridge>): string {
  const { origin, host: bridgeHost } = new URL(bridgeScript ?? 'http://localhost')
  const bridge = bridgeScript === null ? '' : ` ${origin}`
  // If the WebSocket fails, the script sends a request to the bridge, to find out whether Latchkey refused the page.
  const own = bridgeScript === null ? '' : ` ws://${bridgeHost} ${origin}`
  const name = host === 'localhost' ? '127.0.0.1' : host
  const socket = anyBridge ? ` ws://${name}:* http://${name}:*` : own
  return [
    "default-src 'none'",
    `script-src 'self'${bridge}`,
    `connect-src 'self'${socket}`,
    // Latchkey's pairing overlay has its own inline styles.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
