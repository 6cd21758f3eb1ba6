import { canParse, exec, includesText, URL } from './builtins'
import { DEFAULT_PORT } from '../shared/bridge-port'

/** What the script reads from its own `<script>` element. */
export interface ScriptSettings {
  /** The bridge's host and port, such as `127.0.0.1:47801`. */
  readonly host: string
  readonly whenAbsent: 'refuse' | 'native'
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/

/**
 * The bridge is the host that served the script, unless `data-bridge` names another. A copy that the page serves itself uses
 * the default bridge.
 *
 * @param pageOrigin the document's, serialised.
 */
export function readScriptElement(
  script: Pick<HTMLScriptElement, 'src' | 'dataset'>,
  pageOrigin: string,
): ScriptSettings {
  const { bridge, whenAbsent } = script.dataset
  return {
    host:
      (bridge === undefined ? sourceHost(script.src, pageOrigin) : loopbackHost(bridge)) ??
      `127.0.0.1:${DEFAULT_PORT}`,
    whenAbsent: whenAbsent === 'native' ? 'native' : 'refuse',
  }
}

function sourceHost(src: string, pageOrigin: string): string | undefined {
  return canParse(src) && new URL(src).origin !== pageOrigin ? loopbackHost(src) : undefined
}

/** Accepts only addresses of this computer. */
function loopbackHost(address: string): string | undefined {
  const url = includesText(address, '://') ? address : `http://${address}`
  if (!canParse(url)) return undefined
  const { hostname, host, port } = new URL(url)
  return exec(LOOPBACK, hostname) && port !== '' ? host : undefined
}
