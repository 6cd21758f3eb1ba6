import type { ActivityReport } from '../../shared/activity'
import { decodeBase64Url, isBase64Url } from '../../shared/base64url'
import type { QuotaState } from '../../shared/pairing'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import type { ReceivedSignal } from '../webauthn/client/ports'
import { VaultLockedError } from '../platform/vault-locked-error'
import { candidatesOf } from './candidates'
import { decide } from './decide'
import { outcomesOf, signalAbout } from './dry-run'
import { RULES } from './policies/policies'
import { UNREACHED } from './reasons'
import type { SignalPorts } from './ports'
import { quotaState } from './quota'
import { SiteQuotas } from './site-quotas'
import { planUndo } from './undo'
import { undoReport, whyNotAll } from './undo-report'

/** Decides what a signal means, applies it in one write, records it, and undoes it for the user. */
export class SignalEngine {
  readonly #ports: SignalPorts
  #quotas = new SiteQuotas()
  /** Signals and undos run one at a time, so that each decides on the result of the previous one. */
  #last: Promise<unknown> = Promise.resolve()
  /** How often {@link forget} was called. */
  #forgotten = 0

  constructor(ports: SignalPorts) {
    this.#ports = ports
  }

  /**
   * Never rejects, because the page already has its answer. The record reports a failure.
   *
   * @returns false when the vault was closed. Then nothing was written or recorded, and the signal can be passed again.
   */
  receive(signal: ReceivedSignal): Promise<boolean> {
    const forgotten = this.#forgotten
    return this.#inTurn(async () => {
      try {
        const report = await this.#reportOf(signal)
        if (!report) return false
        if (forgotten === this.#forgotten) this.#ports.report(report)
      } catch {
        // Only the record could report that it failed.
      }
      return true
    })
  }

  /**
   * Undoes a signal, except for what something newer has changed. Does not return the quota that it used.
   *
   * @param entryId of the signal's entry in the record.
   * @returns the entry for the record. The caller reports it.
   * @throws when there is nothing to undo, or the undo cannot be written. Nothing has changed.
   */
  undo(entryId: string): Promise<ActivityReport> {
    return this.#inTurn(async () => {
      const { undoing, steps } = await this.#ports.store.change(() => this.#decideUndo(entryId))
      return undoReport(undoing, steps)
    })
  }

  /**
   * What a signal about this passkey and its user would do under each policy. Changes nothing.
   *
   * @throws when there is no such passkey, or an id is not base64url.
   */
  dryRun({ passkeyId, signal: asked }: DryRunRequest): DryRun {
    const { store, policies, now } = this.#ports
    const passkey = isBase64Url(passkeyId) ? store.find(decodeBase64Url(passkeyId)) : undefined
    if (!passkey) throw new Error('This passkey no longer exists.')
    const signal = signalAbout(passkey, asked)
    const at = now()
    const circumstances = { quota: this.#quotas.of(passkey.origin, at), now: at, entryId: '' }
    return {
      inForce: policies.of(passkey.origin),
      outcomes: outcomesOf(candidatesOf(signal, store), signal, circumstances),
    }
  }

  /** How many changes the site of a page may still make; null when its policy has no quota. */
  quota(origin: string): QuotaState | null {
    const { policies, now } = this.#ports
    return RULES[policies.of(origin)].hasQuota ? quotaState(this.#quotas.of(origin, now())) : null
  }

  /** Call it when the vault was erased: the received signals are not recorded, and every quota is full again. */
  forget(): void {
    this.#forgotten++
    this.#quotas = new SiteQuotas()
  }

  *#decideUndo(entryId: string) {
    const { store, now } = this.#ports
    const note = store.undoNote(entryId)
    if (!note)
      throw new Error(
        store.undoElsewhere?.(entryId) ??
          'This signal can no longer be undone: it was already undone, or too many signals came after it.',
      )
    const undoing = { entryId, note, now: now() }
    const steps = yield* planUndo(undoing, store)
    yield
    const writes = steps.flatMap((step) => ('write' in step ? [step.write] : []))
    if (writes.length === 0)
      throw new Error(`There is nothing left to undo: ${whyNotAll(steps).join('; ')}.`)
    return { writes, note: { id: entryId, undo: null }, undoing, steps }
  }

  /** null when the vault was closed. */
  async #reportOf(signal: ReceivedSignal): Promise<ActivityReport | null> {
    const { kind, requester, rpId, entryId: id = this.#ports.newId() } = signal
    const { origin } = requester
    const about = { id, kind: 'signal', signal: kind, origin, rpId } as const
    if (this.#ports.isReached?.(origin) === false)
      return { ...about, outcome: 'nothing', reason: UNREACHED }
    try {
      return { ...about, ...(await this.#carryOut(signal, id)) }
    } catch (error) {
      if (error instanceof VaultLockedError) return null
      const why = error instanceof Error ? error.message : 'unknown'
      return { ...about, outcome: 'refused', reason: `the signal could not be applied: ${why}` }
    }
  }

  /** The quota is spent once the change is on the disk. */
  async #carryOut(signal: ReceivedSignal, entryId: string) {
    const { store, policies, now } = this.#ports
    const { origin } = signal.requester
    const at = now()
    const circumstances = {
      policy: policies.of(origin),
      quota: this.#quotas.of(origin, at),
      now: at,
      entryId,
    }
    await store.prepare(signal.rpId)
    const decision = await store.change(function* () {
      const candidates = candidatesOf(signal, store)
      yield
      const decided = yield* decide(candidates, signal, circumstances)
      const { undo } = decided
      return { ...decided, note: undo && { id: entryId, undo } }
    })
    const { undo, spends, reason, moreChanges } = decision
    if (spends) this.#quotas.spend(origin, at)
    return {
      outcome: undo ? ('done' as const) : ('nothing' as const),
      reason,
      policy: circumstances.policy,
      changes: [...decision.changes],
      left: [...decision.left],
      moreChanges,
    }
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    // Runs even when the previous act failed.
    const result = this.#last.then(act, act)
    this.#last = result
    return result
  }
}
