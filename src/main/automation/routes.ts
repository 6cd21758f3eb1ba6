/** Finds the command of a request in a table, by method and path. */
import { WebDriverError } from './webdriver/webdriver-error'

export interface Command {
  /** The values of the path's parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>
  /** The parsed body; undefined if the request has no body. */
  readonly body: unknown
  /** The header `Last-Event-ID`; undefined if it is missing. */
  readonly lastEventId: string | undefined
  /** Aborts when the driver disconnects before the answer. */
  readonly signal: AbortSignal
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Segments that begin with a colon are parameters. */
  readonly path: string
  /** @returns the `value` of a JSON answer (undefined becomes null), a `ScriptText` or an `EventStream`. */
  readonly run: (command: Command) => unknown
}

/** An answer that is a script instead of JSON. */
export class ScriptText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/**
 * @throws {WebDriverError} `unknown command`, or `unknown method` if the path exists with another method.
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
      `this command accepts only ${[...new Set(found.map(({ route }) => route.method))].join(' or ')}`,
    )
  throw new WebDriverError('unknown command', 'Latchkey does not have this command')
}

/** Whether Latchkey answers this path itself. Includes all paths below `/session/{id}/latchkey` and `…/webauthn`. */
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
