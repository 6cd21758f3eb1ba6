/** How Latchkey asks a browser's driver for WebDriver BiDi when the client does not. */
import type { Capabilities, NewSessionBody } from '../webdriver/capabilities'

/** The request of the capability is true; the answer is the URL of the BiDi session (WebDriver BiDi §5). */
export const WEB_SOCKET_URL = 'webSocketUrl'

/** Latchkey adds its script to Chromium’s pages by the DevTools protocol. */
const CHROMIUMS: readonly unknown[] = ['chrome', 'chromium', 'MicrosoftEdge', 'msedge']
const CHROMIUM_OPTIONS = ['goog:chromeOptions', 'ms:edgeOptions']

/**
 * Asks for BiDi as well. A browser without BiDi still fits.
 *
 * @returns undefined if the client says itself whether it wants BiDi, or asks for a Chromium-based browser.
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
