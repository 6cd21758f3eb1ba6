/**
 * The page's files, read once at the start. The server serves only these, so a request's path never reaches the file
 * system.
 *
 * The scripts and the style have a folder that is named after their contents. Browsers keep them and do not ask again, so a
 * second load of the page is one request instead of fourteen: an audit loads the page hundreds of times.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OWN_FOLDER = fileURLToPath(new URL('page', import.meta.url))

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

/** The address of such a file contains a hash of the contents. */
const FOR_EVER = 'public, max-age=31536000, immutable'

export interface PageFile {
  readonly headers: Readonly<Record<string, string>>
  /** Whether a browser shows the file, and not a page that loads it. */
  readonly isPage: boolean
  readonly text: string
}

/** How the page reaches Latchkey. */
interface PageBridge {
  /** URL of Latchkey's page script, or null for a page without it. */
  readonly bridgeScript: string | null
  /** The page's own host. A bridge of its computer has that name, too. */
  readonly host: string
}

interface PageOptions extends Pick<PageBridge, 'bridgeScript'>, Partial<Pick<PageBridge, 'host'>> {
  /** Where the files are. */
  readonly pageFolder?: string
}

/** Paths of the files that a browser shows. */
const PAGES: Readonly<Record<string, string>> = { 'index.html': '/', 'calls.html': '/calls' }

/** @returns the files by the path of their URL. */
export async function loadPage({
  bridgeScript,
  host = 'localhost',
  pageFolder = OWN_FOLDER,
}: PageOptions): Promise<Map<string, PageFile>> {
  const texts = await readTexts(pageFolder)
  const folder = folderOf(texts)
  const policy = contentSecurityPolicy({ bridgeScript, host })
  const files = new Map<string, PageFile>()
  for (const [name, text] of texts) {
    const page = PAGES[name]
    if (page === undefined)
      files.set(`${folder}/${name}`, {
        headers: { ...typeOf(name), 'Cache-Control': FOR_EVER },
        isPage: false,
        text,
      })
    else
      files.set(page, {
        headers: { ...typeOf(name), 'Content-Security-Policy': policy },
        isPage: true,
        text: text
          .replace('<!-- Latchkey’s page script -->', scriptTag(bridgeScript))
          .replaceAll('"/page/', `"${folder}/`),
      })
  }
  return files
}

async function readTexts(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).sort().filter((name) => typeOf(name) !== undefined)
  const read = async (name: string) => [name, await readFile(join(folder, name), 'utf8')] as const
  return new Map(await Promise.all(names.map(read)))
}

function typeOf(name: string): Readonly<Record<string, string>> | undefined {
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)]
  return type === undefined ? undefined : { 'Content-Type': type }
}

/** @returns the path of the folder of these files. Different contents have a different folder. */
function folderOf(texts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([...texts]))
    .digest('hex')
  return `/page-${hash.slice(0, 16)}`
}

function scriptTag(bridgeScript: string | null): string {
  return bridgeScript === null ? '' : `<script src="${new URL(bridgeScript).href}"></script>`
}

/**
 * The policy of a page that uses Latchkey: it must allow Latchkey's script and WebSocket. Any port may be reached, because each
 * session of a test driver has its own.
 */
function contentSecurityPolicy({ bridgeScript, host }: PageBridge): string {
  const script = bridgeScript === null ? '' : ` ${new URL(bridgeScript).origin}`
  const name = host === 'localhost' ? '127.0.0.1' : host
  return [
    "default-src 'none'",
    `script-src 'self'${script}`,
    // If the WebSocket fails, the script sends a request to the bridge, to find out whether Latchkey refused the page.
    `connect-src 'self' ws://${name}:* http://${name}:*`,
    // Latchkey's pairing overlay has its own inline styles.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
