import { SCRIPT_PATH } from '../../shared/bridge-messages'
import { DEFAULT_PORT } from '../../shared/bridge-port'

/** The line that connects a page. `port` is null while the bridge does not listen. */
export function scriptTag(port: number | null): string {
  return `<script src="${scriptUrl(port)}"></script>`
}

/** The same line for a browser that runs only the script with this hash. */
export function pinnedScriptTag(port: number | null, integrity: string): string {
  return `<script src="${scriptUrl(port)}" integrity="${integrity}" crossorigin></script>`
}

function scriptUrl(port: number | null): string {
  return `http://127.0.0.1:${port ?? DEFAULT_PORT}${SCRIPT_PATH}`
}
