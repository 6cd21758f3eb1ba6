import type { SessionPolicies } from '../../shared/signal-policy'
import type { ActivityEntry } from '../../shared/activity'
import type { CeremonyDetail } from '../../shared/ceremony-detail'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { SessionSignals } from '../automation/ports'
import type { Core } from '../start/compose'
import type { MemoryPolicies } from './memory-policies'

/** The signals of one session, as its driver sees them. */
export class DriverSignals implements SessionSignals {
  readonly #core: Pick<Core, 'activity' | 'signals'>
  readonly #policies: MemoryPolicies

  constructor(core: Pick<Core, 'activity' | 'signals'>, policies: MemoryPolicies) {
    this.#core = core
    this.#policies = policies
  }

  record(): readonly ActivityEntry[] {
    return this.#core.activity.list()
  }

  detail(entryId: string): CeremonyDetail | null {
    return this.#core.activity.detail(entryId)
  }

  undo(entryId: string): Promise<ActivityEntry> {
    return this.#core.signals.undo(entryId)
  }

  dryRun(request: DryRunRequest): DryRun {
    return this.#core.signals.dryRun(request)
  }

  policies(): SessionPolicies {
    return this.#policies.list()
  }

  setPolicies(policies: SessionPolicies): void {
    this.#policies.setAll(policies)
  }

  setPolicy(policy: SignalPolicy): void {
    this.#policies.set(policy)
  }

  setPagePolicy(origin: string, policy: SignalPolicy | null): void {
    this.#policies.setOf(origin, policy)
  }
}
