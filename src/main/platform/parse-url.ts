/**
 * The URL of a text; null when the text is no URL. Do not ask `URL.canParse` about text from outside: after some thousand
 * calls, the one of Node.js 20 denies URLs with letters such as ü.
 */
export function parseUrl(text: string, base?: URL): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}
