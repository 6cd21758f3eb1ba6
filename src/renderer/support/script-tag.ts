import { DEFAULT_PORT, SCRIPT_PATH } from '../../shared/bridge-messages'

/** The line that connects a page. `port` is null while the bridge does not listen. */
export function scriptTag(port: number | null): string {
  return `<script src="http://127.0.0.1:${port ?? DEFAULT_PORT}${SCRIPT_PATH}"></script>`
}
