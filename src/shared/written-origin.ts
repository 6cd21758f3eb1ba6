/** How an origin that a user has typed is to be written. */

/**
 * @param parse reads a URL, and returns its origin; undefined where the text is none. Node and browsers have `URL`, and this
 *   folder knows neither.
 * @returns what to do, such as `write https://example.org, with no path`; undefined where the text is an origin.
 */
export function originAdvice(
  text: string,
  parse: (url: string) => string | undefined,
): string | undefined {
  const isWeb = /^https?:\/\//i.test(text)
  if (isWeb && parse(text) === text) return undefined
  // A host by itself. Browsers write `null` for an opaque origin.
  const isHost = !text.includes('://') && text !== 'null'
  const origin = isWeb ? parse(text) : isHost ? parse(`https://${text}`) : undefined
  return origin === undefined
    ? 'write an origin such as https://example.org, with no path'
    : `write ${origin}, with no path`
}
