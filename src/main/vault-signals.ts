import type { ActivityEntry, ActivityReport } from '../shared/activity'
import type { QuotaState } from '../shared/pairing'
import type { DryRun, DryRunRequest } from '../shared/signal-dry-run'
import type { SignalKeeper } from './ipc/parts'
import { SignalEngine } from './signals/engine'
import type { SignalPorts } from './signals/ports'
import type { ReceivedSignal, SignalReceiver } from './webauthn/client/ports'

export interface VaultSignalParts extends SignalPorts {
  /** Puts an entry into the record now, after all that was reported before. */
  readonly record: (report: ActivityReport) => ActivityEntry
}

/** The signals' engine over the vault: for pages, and for the window. */
export class VaultSignals implements SignalReceiver, SignalKeeper {
  readonly #engine: SignalEngine
  readonly #record: VaultSignalParts['record']
  #last: Promise<void> = Promise.resolve()

  constructor({ record, ...ports }: VaultSignalParts) {
    this.#engine = new SignalEngine(ports)
    this.#record = record
  }

  receive(signal: ReceivedSignal): Promise<void> {
    this.#last = this.#engine.receive(signal)
    return this.#last
  }

  async undo(entryId: string): Promise<ActivityEntry> {
    return this.#record(await this.#engine.undo(entryId))
  }

  dryRun(request: DryRunRequest): DryRun {
    return this.#engine.dryRun(request)
  }

  /** null where the page's policy has no quota. */
  quota(origin: string): QuotaState | null {
    return this.#engine.quota(origin)
  }

  /** Settles when every signal that was received has been carried out. They are, one after another. */
  settled(): Promise<void> {
    return this.#last
  }
}
