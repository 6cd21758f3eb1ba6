import type { ActivityEntry } from '../../shared/activity'
import { displayText, LINE_LENGTH } from './display-text'
import { originParts } from './origin-parts'

/** The host and the port of the page that an entry is about, or else the RP ID; empty if the entry has neither. */
export function entrySite({ origin, rpId }: Pick<ActivityEntry, 'origin' | 'rpId'>): string {
  if (origin === null) return displayText(rpId ?? '', LINE_LENGTH)
  const { host, port } = originParts(displayText(origin, LINE_LENGTH))
  return host + port
}
