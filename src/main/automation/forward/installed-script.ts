/** Installs a session's script in every page of a browser, in the way that the browser's driver supports. */
import * as v from 'valibot'
import { addPreloadScript } from './bidi-preload'
import { WEB_SOCKET_URL } from './bidi-request'
import { ChromiumPages } from './chromium-pages'

/** Browsers on other computers cannot reach the bridge. */
const LOOPBACK = String.raw`(localhost|127\.0\.0\.1|\[::1\]):\d{1,5}`

/** The debugger's address in the capabilities of Chromium-based browsers. */
const debuggerSchema = v.object({
  debuggerAddress: v.pipe(v.string(), v.regex(new RegExp(`^${LOOPBACK}$`))),
})
const bidiSchema = v.object({
  [WEB_SOCKET_URL]: v.pipe(v.string(), v.url(), v.regex(new RegExp(`^ws://${LOOPBACK}/`))),
})

export interface InstalledScript {
  /** Called at the end of the session. */
  close(): void
}

/**
 * @param capabilities as the driver answered them.
 * @param fault receives later errors of single pages.
 * @returns undefined for a browser whose driver offers neither the DevTools protocol nor WebDriver BiDi.
 * @throws when the browser does not answer.
 */
export async function installScript(
  capabilities: Readonly<Record<string, unknown>>,
  script: string,
  fault: (error: unknown) => void,
): Promise<InstalledScript | undefined> {
  const options = capabilities['goog:chromeOptions'] ?? capabilities['ms:edgeOptions']
  const chromium = v.safeParse(debuggerSchema, options)
  if (chromium.success) return ChromiumPages.open(chromium.output.debuggerAddress, script, fault)
  const bidi = v.safeParse(bidiSchema, capabilities)
  if (!bidi.success) return undefined
  await addPreloadScript(bidi.output[WEB_SOCKET_URL], script)
  return { close: () => undefined }
}
