import type { BridgeMessage } from '../../shared/bridge-messages'
import type { DialogLimits } from './dialog-limits'
import type { GrantCheck } from './grant-check'
import type { PairingQueue } from './pairing-queue'
import type { BridgePorts } from './ports'
import type { RefusalLog } from './refusal-log'
import type { WaitingSignals } from './waiting-signals'

/** What all page sessions of one bridge share. */
export interface SessionContext {
  readonly ports: BridgePorts
  /** The app's version, for `welcome`. */
  readonly appVersion: string
  /** Switches the limit on messages off, for tests. */
  readonly unlimited: boolean
  readonly grants: GrantCheck
  readonly pairing: PairingQueue
  readonly dialogLimits: DialogLimits
  readonly signals: WaitingSignals
  readonly refusals: RefusalLog
  /** Revokes every session of an origin. */
  endOrigin(origin: string): void
}

/** Sends messages to one page. */
export interface PageChannel {
  send(message: BridgeMessage): void
  /** Closes the connection. Afterwards it neither sends nor receives messages. */
  close(code: number, reason?: string): void
}
