/** Requests WebDriver BiDi from a browser's driver when the client does not. */
import type { Capabilities, NewSessionBody } from '../webdriver/capabilities'

/** The capability is true in the request. In the answer it is the URL of the BiDi session (WebDriver BiDi §5). */
export const WEB_SOCKET_URL = 'webSocketUrl'

/** Latchkey adds its script to Chromium’s pages by the DevTools protocol. */
const CHROMIUMS: readonly unknown[] = ['chrome', 'chromium', 'MicrosoftEdge', 'msedge']
const CHROMIUM_OPTIONS = ['goog:chromeOptions', 'ms:edgeOptions']

/**
 * Also requests BiDi. A browser without BiDi still matches.
 *
 * @returns undefined if the client itself says whether it wants BiDi, or requests a Chromium-based browser.
 */
export function withBidi(body: NewSessionBody): NewSessionBody | undefined {
  const { alwaysMatch, firstMatch } = body.capabilities
  if ([alwaysMatch, ...firstMatch].some((one) => WEB_SOCKET_URL in one || isChromium(one)))
    return undefined
  const both = firstMatch.flatMap((one) => [{ ...one, [WEB_SOCKET_URL]: true }, one])
  return { ...body, capabilities: { alwaysMatch, firstMatch: both } }
}

function isChromium(capabilities: Capabilities): boolean {
  return (
    CHROMIUMS.includes(capabilities.browserName) ||
    CHROMIUM_OPTIONS.some((name) => name in capabilities)
  )
}
