/** Runs the trials of a plan, some of them at the same time, and reports the progress. */
import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Latchkey } from '../../client/latchkey.js'
import { AuditError } from '../audit-error.js'
import type { Plan, Trial } from '../plan.js'
import { remainingMs, type AuditProgress } from '../progress.js'
import type { AuditAccount } from '../relying-party.js'
import type { Row } from '../report-card.js'
import type { Stage } from '../stages/stage.js'
import { untriedRow, type TrialWorld } from './act.js'
import { batchesOf, ceremoniesOf, type Batch } from './batches.js'
import { UnmetNeeds } from './fault-needs.js'
import { inOrder } from './in-order.js'
import { isWithoutCeremony } from './judge.js'
import { runTrial } from './run-trial.js'
import { SessionPool } from './session-pool.js'
import { runWithOneAccount } from './shared-account.js'
import { bearsTwoUsers } from './side-by-side.js'

/** More pages compete for the processor. */
const MOST_WORKERS = 4

/** For fewer trials, checking whether some can run at the same time takes longer than it saves. */
const LEAST_FOR_WORKERS = 12

/** After so many trials in a row without a ceremony, the site has probably stopped answering. */
const SILENT_TRIALS = 3

export interface RunOptions {
  readonly timeoutMs: number
  /** How many trials run at the same time; undefined for as many as the computer and the relying party can handle. */
  readonly workers: number | undefined
  /** Whether each sign-in fault has its own account. */
  readonly ownAccounts: boolean
  readonly onProgress: (progress: AuditProgress) => void
  /** @param reason of the last row. */
  readonly onSilence: (reason: string) => void
  /** Ends the run with an error. */
  readonly signal: AbortSignal
  /** Ends the run with the rows so far. */
  readonly stop: AbortSignal
}

export class AuditRun {
  readonly #stage: Stage
  readonly #options: RunOptions
  readonly #world: TrialWorld
  /** Identifies the accounts of this run, because a relying party may keep those of earlier runs. */
  readonly #tag = randomBytes(3).toString('hex')
  #accounts = 0
  /** Whether sign-in faults may still share accounts. */
  #sharesAccounts: boolean
  readonly #rows = new Map<Trial, readonly Row[]>()
  #plan: readonly Trial[] = []
  /** Trials with a shared account whose rows may still be discarded. */
  #provisional = 0
  #start = 0
  /** Trials in a row that ended before Latchkey was asked. */
  #silent = 0

  constructor(stage: Stage, latchkey: Pick<Latchkey, 'openSession'>, options: RunOptions) {
    this.#stage = stage
    this.#options = options
    this.#sharesAccounts = !options.ownAccounts
    this.#world = {
      stage,
      sessions: new SessionPool({
        open: () => latchkey.openSession(),
        leave: (session) => stage.leave(session),
      }),
      newAccount: () => this.#newAccount(),
      timeoutMs: options.timeoutMs,
      signal: AbortSignal.any([options.signal, options.stop]),
      unmet: new UnmetNeeds(),
    }
  }

  /**
   * @returns the rows of all trials, in the order of the plan.
   * @throws {AuditError} when a genuine ceremony does not pass, {@link unknown} the reason of `signal`, or of `stop` before the
   *   genuine ceremonies have passed.
   */
  async rows({ genuine, trials }: Plan): Promise<readonly Row[]> {
    this.#start = performance.now()
    this.#plan = [genuine, ...trials]
    try {
      await this.#tryAlone(genuine)
      refuseUnlessPassed(this.#rows.get(genuine) ?? [])
      const workers = await this.#workers(trials)
      const batches = batchesOf(trials, workers, this.#sharesAccounts)
      await inOrder(batches, workers, (batch) => this.#tryBatch(batch))
      this.#tell('')
    } catch (error) {
      this.#options.signal.throwIfAborted()
      if (!this.#options.stop.aborted || !this.#rows.has(genuine)) throw error
    } finally {
      await this.#world.sessions.end()
    }
    return this.#plan.flatMap((trial) => this.#rows.get(trial) ?? stoppedRows(trial))
  }

  async #workers(trials: readonly Trial[]): Promise<number> {
    const { workers } = this.#options
    if (workers !== undefined) return workers
    const most = Math.min(availableParallelism(), MOST_WORKERS)
    // A server's library answers in one process, and a few trials end before the check does.
    if (this.#stage.browser === null || most === 1 || trials.length < LEAST_FOR_WORKERS) return 1
    return (await bearsTwoUsers(this.#world)) ? most : 1
  }

  async #tryBatch({ trials, sharesAccount }: Batch): Promise<void> {
    let rest = trials
    for (let [first, ...later] = rest; first; [first, ...later] = rest) {
      rest =
        sharesAccount && this.#sharesAccounts && later.length > 0
          ? await this.#tryWithOneAccount([first, ...later])
          : await this.#tryAlone(first).then(() => later)
    }
  }

  async #tryAlone(trial: Trial): Promise<void> {
    this.#world.signal.throwIfAborted()
    this.#tell(nameOf(trial))
    this.#end(trial, await runTrial(trial, this.#world))
  }

  #end(trial: Trial, rows: readonly Row[]): void {
    this.#rows.set(trial, rows)
    this.#silent = rows.every(isWithoutCeremony) ? this.#silent + 1 : 0
    if (this.#silent === SILENT_TRIALS) this.#options.onSilence(rows.at(-1)?.reason ?? '')
  }

  /** @returns the remaining trials. */
  async #tryWithOneAccount(trials: readonly [Trial, ...Trial[]]): Promise<readonly Trial[]> {
    this.#world.signal.throwIfAborted()
    let begun = 0
    const shared = await runWithOneAccount(trials, this.#world, (trial) => {
      if (begun++ > 0) this.#provisional++
      this.#tell(nameOf(trial))
    })
    this.#provisional -= Math.max(0, begun - 1)
    if (!shared.isBorne) this.#sharesAccounts = false
    for (const [index, row] of shared.rows.entries()) {
      const trial = trials[index]
      if (trial) this.#end(trial, [row])
    }
    return trials.slice(shared.rows.length)
  }

  #newAccount(): AuditAccount {
    const number = ++this.#accounts
    return {
      userName: `audit-${number}-${this.#tag}@example.org`,
      displayName: `Audit ${number}`,
    }
  }

  #tell(now: string): void {
    const ceremonies = (trials: readonly Trial[]) =>
      trials.reduce((sum, trial) => sum + ceremoniesOf(trial, this.#sharesAccounts), 0)
    const rows = [...this.#rows.values()].flat()
    const elapsedMs = performance.now() - this.#start
    const ended = ceremonies([...this.#rows.keys()]) + this.#provisional
    this.#options.onProgress({
      done: this.#rows.size + this.#provisional,
      total: this.#plan.length,
      now,
      findings: rows.filter(({ finding }) => finding).length,
      remainingMs: remainingMs(ended, ceremonies(this.#plan), elapsedMs),
    })
  }
}

/** Without a passing genuine answer, a refusal says nothing about a fault. */
function refuseUnlessPassed(rows: readonly Row[]): void {
  const failed = rows.find(({ outcome }) => outcome !== 'accepted')
  if (!failed) return
  const what = failed.ceremony === 'create' ? 'registration' : 'sign-in'
  const why = failed.reason ?? `The relying party refused it: ${failed.words ?? 'without a word.'}`
  throw new AuditError(
    `A genuine ${what} does not pass, so the audit cannot tell what a fault changes. ${why}`,
  )
}

function stoppedRows({ rows }: Trial): readonly Row[] {
  return rows.map((row) => untriedRow(row, 'The audit was stopped before this.'))
}

function nameOf({ kind, id, rows }: Trial): string {
  if (kind === 'genuine') return 'genuine answers'
  return kind === 'profile' ? id : `${id} (${rows.map(({ ceremony }) => ceremony).join()})`
}
