import type { CeremonyStarts } from './cases/ceremony-starts'
import type { EventLog } from './events/event-log'
import type { SessionHost } from './ports'
import type { Authenticators } from './webdriver/authenticators'

/** One test driver's session. */
export interface Session {
  readonly id: string
  readonly host: SessionHost
  readonly authenticators: Authenticators
  readonly events: EventLog
  readonly starts: CeremonyStarts
}
