import { caseOfEntry } from '../../../inspect/case/case-of-entry'
import type { CaseFile } from '../../../shared/case-file'
import type { Session } from '../session'
import { invalidArgument } from '../webdriver/webdriver-error'

export interface AskedCase {
  /** By default, the newest ceremony that ended. */
  readonly ceremonyId?: string | undefined
  /** Whether the case includes the secrets of extensions. It never includes private keys. */
  readonly secrets: boolean
}

/** Who saves the case, and when. */
type Saving = Parameters<typeof caseOfEntry>[1]

/** @throws {WebDriverError} `invalid argument` when the session does not know the ceremony, or no longer does. */
export function caseOfCeremony(
  { host, events, starts }: Pick<Session, 'host' | 'events' | 'starts'>,
  { ceremonyId, secrets }: AskedCase,
  saving: Saving,
): CaseFile {
  const entry = host.signals
    .record()
    .find(({ id, kind }) => (ceremonyId ?? id) === id && (kind === 'create' || kind === 'get'))
  const detail = entry && host.signals.detail(entry.id)
  if (!entry || !detail)
    throw invalidArgument(
      ceremonyId === undefined
        ? 'no ceremony of the session has ended yet'
        : 'ceremonyId: the session has no such ceremony, or keeps its details no more',
    )
  const one = { ...caseOfEntry({ entry, detail }, saving), ...starts.find(entry.id) }
  return secrets ? { ...one, ...wholeCeremony(events, entry.id), withheld: [] } : one
}

/** The event holds the page's complete input and output. */
function wholeCeremony(
  events: Pick<Session['events'], 'since'>,
  ceremonyId: string,
): Pick<CaseFile, 'options' | 'response'> {
  for (const event of events.since(0))
    if (event.type === 'ceremonyFinished' && event.ceremonyId === ceremonyId)
      return { options: event.options, response: event.response }
  throw invalidArgument('secrets: the session keeps the event of this ceremony no more')
}
