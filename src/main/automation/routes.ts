/** Which command a request is: a table, searched by method and path. */
import { WebDriverError } from './webdriver/webdriver-error'

export interface Command {
  /** The path's named segments, decoded. */
  readonly parameters: Readonly<Record<string, string>>
  /** The parsed body; undefined when there was none. */
  readonly body: unknown
  /** The header; undefined when there was none. */
  readonly lastEventId: string | undefined
  /** Aborted when the driver goes before it is answered. */
  readonly signal: AbortSignal
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Segments that begin with a colon are parameters. */
  readonly path: string
  /** @returns the `value` of the answer, undefined becomes null; or what is no JSON: a `ScriptText`, an `EventStream`. */
  readonly run: (command: Command) => unknown
}

/** An answer that is a script, and no JSON. */
export class ScriptText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/**
 * @throws {WebDriverError} `unknown command`, or `unknown method` where another method would have been right.
 */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { readonly route: Route; readonly parameters: Readonly<Record<string, string>> } {
  const found = routes.flatMap((route) => {
    const parameters = match(route.path, path)
    return parameters ? [{ route, parameters }] : []
  })
  const exact = found.find(({ route }) => route.method === method)
  if (exact) return exact
  if (found.length > 0)
    throw new WebDriverError(
      'unknown method',
      `this command takes ${[...new Set(found.map(({ route }) => route.method))].join(' or ')}`,
    )
  throw new WebDriverError('unknown command', 'Latchkey has no such command')
}

/** Whether the path is one of ours, by whatever method; all below `/session/{id}/latchkey` and `…/webauthn` is. */
export function isLatchkeyPath(routes: readonly Route[], path: string): boolean {
  if (/^\/session\/[^/]+\/(latchkey|webauthn)(\/|$)/.test(path)) return true
  return routes.some((route) => match(route.path, path))
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? ''
    if (!segment.startsWith(':')) {
      if (segment !== value) return undefined
      continue
    }
    const decoded = decode(value)
    if (decoded === undefined || decoded === '') return undefined
    parameters[segment.slice(1)] = decoded
  }
  return parameters
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
