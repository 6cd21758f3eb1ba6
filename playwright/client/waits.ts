import type { Connection } from './connection.js'
import { givenOptions } from './given.js'
import type { WaitOptions } from './types/events.js'
import type { EventType } from './types/wire.js'

type Members = NonNullable<WaitOptions['where']>

/** @throws {LatchkeyError} also when a member that says which event is undefined. */
export async function sendWait<T>(
  connection: Connection,
  path: string,
  event: EventType | readonly EventType[],
  options: WaitOptions,
): Promise<T> {
  const { signal, ...asked } = givenOptions(options, ['where', 'since'])
  if (asked.where) givenOptions(asked.where)
  return connection.abortable<T>('POST', path, { event, ...asked }, signal)
}

/** Adds members that the event must have. Keeps a `where` that is undefined, so that the wait refuses it. */
export function alsoWhere(options: WaitOptions, where: Members): WaitOptions {
  const { where: given = 'where' in options ? undefined : {} }: Partial<WaitOptions> = options
  return given === undefined ? options : { ...options, where: { ...given, ...where } }
}
