/**
 * The URL of a text; null when the text is not a URL. Do not call `URL.canParse` for text from outside: after some thousand
 * calls, that of Node.js 20 rejects URLs with letters such as ü.
 */
export function parseUrl(text: string, base?: URL): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}
