import type { BridgeMessage } from '../../shared/bridge-messages'
import type { Dialogs } from './dialogs'
import type { GrantCheck } from './grant-check'
import type { PairingDesk } from './pairing-desk'
import type { BridgePorts } from './ports'
import type { RefusalLog } from './refusal-log'
import type { WaitingSignals } from './waiting-signals'

/** What the sessions of one bridge share. */
export interface SessionContext {
  readonly ports: BridgePorts
  /** The app's version, for `welcome`. */
  readonly appVersion: string
  /** Pages may send any number of messages. */
  readonly unlimited: boolean
  readonly grants: GrantCheck
  readonly pairing: PairingDesk
  readonly dialogs: Dialogs
  readonly signals: WaitingSignals
  readonly refusals: RefusalLog
  /** Ends every session of an origin. */
  endOrigin(origin: string): void
}

/** The way back to one page. */
export interface PageLine {
  send(message: BridgeMessage): void
  /** Nothing is sent or received afterwards. */
  close(code: number, reason?: string): void
}
