import type { Connection } from './connection.js'
import { givenOptions } from './given.js'
import type { RequestingPage } from './types/ceremonies.js'

interface Asked extends RequestingPage {
  readonly mediation?: string
  readonly uiMode?: 'immediate'
  readonly signal?: AbortSignal
}

const NOT_UNDEFINED = ['topOrigin', 'crossOrigin', 'mediation', 'uiMode']

/**
 * Sends the options of a ceremony or a signal without a page.
 *
 * @param options JSON, as a server sends it to a page.
 * @throws {CeremonyError} when it ends like a page's, with a DOMException.
 * @throws {unknown} the reason of `signal`, when the caller aborts.
 */
export async function askWithoutPage<T>(
  connection: Connection,
  path: string,
  options: object,
  asked: Asked | undefined,
  members: object = {},
): Promise<T> {
  // Without types, a test may leave the page out: then Latchkey says that the origin is missing.
  const { signal, ...page }: Partial<Asked> = givenOptions(asked ?? {}, NOT_UNDEFINED)
  return connection.abortable<T>('POST', path, { ...members, ...page, options }, signal)
}
