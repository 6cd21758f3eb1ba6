import type { BridgeMessage } from '../../shared/bridge-messages'
import type { DialogLimits } from './dialog-limits'
import type { GrantCheck } from './grant-check'
import type { LostGrants } from './lost-grants'
import type { PairingQueue } from './pairing-queue'
import type { BridgePorts } from './ports'
import type { RefusalLog } from './refusal-log'
import type { WaitingSignals } from './waiting-signals'

/** Shared by all page sessions of one bridge. */
export interface SessionContext {
  readonly ports: BridgePorts
  /** The app's version, for `welcome`. */
  readonly appVersion: string
  /** Switches the limit on messages off, for tests. */
  readonly unlimited: boolean
  readonly grants: GrantCheck
  readonly lostGrants: LostGrants
  readonly pairing: PairingQueue
  readonly dialogLimits: DialogLimits
  readonly signals: WaitingSignals
  readonly refusals: RefusalLog
  /** Revokes every session of an origin. */
  endOrigin(origin: string): void
}

/** The caller at the other end of a page's socket. */
export interface Caller {
  /** From the browser's Origin header, checked before the upgrade. */
  readonly origin: string
  /** Whether the system says that the program runs as our own user. */
  readonly isOwnUser: boolean
}

/** Sends messages to one page. */
export interface PageChannel {
  send(message: BridgeMessage): void
  /** Closes the connection. Afterwards it neither sends nor receives messages. */
  close(code: number, reason?: string): void
  /** Resolves once everything that has arrived from the page has been read. A disconnected page is `gone` by then. */
  caughtUp(): Promise<void>
}
