import type { PairedPage } from '../../shared/pairing'
import { shortTime } from '../../shared/times'
import { relativeTime } from './times'

/** When the connection of a page expires. */
export function expiryText({ expiresAt }: PairedPage, now: number): string {
  if (expiresAt === null) return 'Until Latchkey quits'
  return expiresAt <= now
    ? `Ended ${relativeTime(expiresAt, now)}`
    : `Until ${shortTime(expiresAt)}`
}

/** “Connected now”, with the number of documents if there are several. */
export function connectionText({ connected }: PairedPage): string {
  if (connected === 0) return 'Not connected now'
  return connected === 1 ? 'Connected now' : `Connected now in ${connected} tabs`
}
