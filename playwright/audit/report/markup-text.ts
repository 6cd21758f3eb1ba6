/** Untrusted text for XML and HTML. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Characters that XML 1.0 cannot contain, even as a character reference (XML 1.0 §2.2, Char), and C1 controls. */
const NOT_IN_XML = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** The text as contents or as a quoted attribute. Characters that XML does not allow are written as `\u{…}`. */
export function escapeMarkup(text: string): string {
  return text
    .replace(NOT_IN_XML, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one)
}

/** An attribute of XML. Line ends and tabs would otherwise become blanks (XML 1.0 §3.3.3). */
export function attribute(name: string, value: string | number): string {
  const escaped = escapeMarkup(String(value)).replace(
    /[\t\n\r]/g,
    (one) => `&#${one.charCodeAt(0)};`,
  )
  return ` ${name}="${escaped}"`
}
