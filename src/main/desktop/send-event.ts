import type { WebContents } from 'electron'
import * as v from 'valibot'
import { mainEvents, type MainEvents } from '../../shared/main-events'
import type { Log } from '../platform/log'

/** Sends an event to the window. Does not send data that violates the contract. */
export function sendEvent<E extends keyof MainEvents>(
  window: Pick<WebContents, 'send'>,
  event: E,
  data: MainEvents[E],
  log: Pick<Log, 'error'>,
): void {
  const checked = v.safeParse(mainEvents[event], data)
  if (checked.success) window.send(event, checked.output)
  else log.error(`${event}: not sent, because it did not fit the contract`)
}
