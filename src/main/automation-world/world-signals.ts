import type { ActivityEntry } from '../../shared/activity'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { ActivityRecord } from '../activity/activity-record'
import type { PoliciesInWorld, SignalsInWorld } from '../automation/ports'
import { SignalEngine } from '../signals/engine'
import type { ReceivedSignal, SignalReceiver } from '../webauthn/client/ports'
import { CommonStore } from './common-store'
import type { ConnectedAuthenticators } from './connected-authenticators'
import { WorldPolicies } from './world-policies'
import type { NewId } from '../platform/ports'

export interface WorldSignalParts {
  readonly reach: ConnectedAuthenticators
  readonly record: Pick<ActivityRecord, 'list' | 'report'>
  readonly newId: NewId
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

/** The signals of one session: from its pages, and what its driver asks about them. */
export class WorldSignals implements SignalsInWorld, SignalReceiver {
  readonly #engine: SignalEngine
  readonly #record: WorldSignalParts['record']
  readonly #policies = new WorldPolicies()

  constructor({ reach, record, newId, now }: WorldSignalParts) {
    this.#record = record
    this.#engine = new SignalEngine({
      store: new CommonStore(reach),
      policies: this.#policies,
      report: (report) => record.report(report),
      newId,
      now,
    })
  }

  receive(signal: ReceivedSignal): Promise<void> {
    return this.#engine.receive(signal)
  }

  record(): readonly ActivityEntry[] {
    return this.#record.list()
  }

  async undo(entryId: string): Promise<ActivityEntry> {
    return this.#record.report(await this.#engine.undo(entryId))
  }

  dryRun(request: DryRunRequest): DryRun {
    return this.#engine.dryRun(request)
  }

  policies(): PoliciesInWorld {
    return this.#policies.list()
  }

  setPolicies(policies: PoliciesInWorld): void {
    this.#policies.setAll(policies)
  }

  setPolicy(policy: SignalPolicy): void {
    this.#policies.set(policy)
  }

  setPagePolicy(origin: string, policy: SignalPolicy | null): void {
    this.#policies.setOf(origin, policy)
  }
}
