import { caseOfEntry } from '../../../inspect/case/case-of-entry'
import type { CaseFile } from '../../../shared/case-file'
import type { Session } from '../session'
import { invalidArgument } from '../webdriver/webdriver-error'

export interface AskedCase {
  /** By default, the newest ceremony that ended. */
  readonly ceremonyId?: string | undefined
  /** Whether the case has the secrets of extensions. Private keys are never in a case. */
  readonly secrets: boolean
}

/** Who saves it, and when. */
type Saving = Parameters<typeof caseOfEntry>[1]

/** @throws {WebDriverError} `invalid argument` where the session does not know the ceremony, or not any more. */
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

/** The event has what the page gave and got, as it was. */
function wholeCeremony(
  events: Pick<Session['events'], 'since'>,
  ceremonyId: string,
): Pick<CaseFile, 'options' | 'response'> {
  for (const event of events.since(0))
    if (event.type === 'ceremonyFinished' && event.ceremonyId === ceremonyId)
      return { options: event.options, response: event.response }
  throw invalidArgument('secrets: the session keeps the event of this ceremony no more')
}
