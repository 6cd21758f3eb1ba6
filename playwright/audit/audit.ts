/** `latchkey/audit`: tries a relying party under every provider's profile and every fault (docs/audit.md). */
import { randomBytes } from 'node:crypto'
import type { Browser } from '@playwright/test'
import { Latchkey } from '../client/latchkey.js'
import { AuditError } from './audit-error.js'
import { withKnown, type Baseline } from './baseline.js'
import { readCatalogue } from './read-catalogue.js'
import { planOf, type Plan, type Selection, type Trial } from './plan.js'
import { remainingMs, type AuditProgress } from './progress.js'
import {
  formOf,
  type AuditAccount,
  type PageCallbacks,
  type PageScripts,
  type RelyingParty,
  type ServerCallbacks,
} from './relying-party.js'
import { reportCardOf, type ReportCard, type Row } from './report-card.js'
import { UnmetNeeds } from './run/fault-needs.js'
import { inOrder } from './run/in-order.js'
import { SessionPool } from './run/session-pool.js'
import { runTrial } from './run/run-trial.js'
import { callbacksOf, pageStage } from './stages/page-stage.js'
import { serverStage } from './stages/server-stage.js'
import type { Stage } from './stages/stage.js'

export { AuditError } from './audit-error.js'
export { baselineOf, readBaseline, writeBaseline, type Baseline } from './baseline.js'
export type { Severity } from './catalogue.js'
export type { Selection } from './plan.js'
export type { AuditProgress } from './progress.js'
export type * from './relying-party.js'
export type { Outcome, ReportCard, Row, SeverityScore } from './report-card.js'
export { findingsAtLeast, type Threshold } from './threshold.js'
export { htmlReport } from './report/html.js'
export { junitReport } from './report/junit.js'
export { sarifReport } from './report/sarif.js'
export { textReport } from './report/text.js'

/** How long each callback may take, in milliseconds. */
const TIMEOUT_MS = 15_000

export interface AuditOptions extends Selection {
  /** What is audited, for the report. */
  readonly subject?: string
  /** The Latchkey that answers; by default the audit starts one in a process of its own. */
  readonly latchkey?: Pick<Latchkey, 'openSession' | 'version'>
  /** Playwright's browser, for callbacks that get a page and for page scripts. */
  readonly browser?: Browser
  /** Milliseconds that each callback may take; 15000 by default. */
  readonly timeout?: number
  /**
   * How many trials run at the same time; 1 by default. The relying party must bear that many users, each with an account of
   * its own.
   */
  readonly workers?: number
  /**
   * Whether each callback has a page of a new browser context. By default some trials share a page, whose cookies and storage
   * are cleared before each callback: an audit takes a third of the time.
   */
  readonly freshContexts?: boolean
  /** Findings that are known. */
  readonly baseline?: Baseline
  /** Called before each trial and at the end. */
  readonly onProgress?: (progress: AuditProgress) => void
  /** Stops the audit. */
  readonly signal?: AbortSignal
}

/**
 * Runs the genuine ceremonies, then each chosen profile, then each chosen fault, each in a fresh session.
 *
 * @example
 * ```ts
 * const card = await audit({ register, signIn, browser, faults: ['uv-not-set'], profiles: 'none' })
 * console.log(card.counts.findings)
 * ```
 * @throws {AuditError} when there is nothing to audit, a name is unknown, or a genuine ceremony does not pass.
 * @throws {unknown} the reason of `signal`, when it aborts.
 */
export async function audit(options: RelyingParty & AuditOptions): Promise<ReportCard> {
  const stage = stageOf(options)
  if (options.latchkey) return cardOf(stage, options.latchkey, options)
  const latchkey = await Latchkey.start()
  try {
    return await cardOf(stage, latchkey, options)
  } finally {
    await latchkey.end()
  }
}

type AnyLatchkey = Pick<Latchkey, 'openSession' | 'version'>

async function cardOf(
  stage: Stage,
  latchkey: AnyLatchkey,
  options: AuditOptions,
): Promise<ReportCard> {
  const plan = planOf(await readCatalogue(latchkey), options)
  const date = new Date().toISOString()
  const start = performance.now()
  const rows = await new Run(stage, latchkey, options).rows(plan)
  const head = {
    date,
    subject: options.subject ?? 'a relying party',
    latchkey: (await latchkey.version()) ?? 'of an unknown version',
    browser: stage.browser,
    durationMs: Math.round(performance.now() - start),
  }
  return reportCardOf(head, withKnown(rows, options.baseline))
}

/** @throws {AuditError} when the relying party has no form, or its form needs a browser. */
function stageOf(options: RelyingParty & AuditOptions): Stage {
  const form = formOf(options)
  if (form === 'server callbacks') return serverStage(options as ServerCallbacks)
  if (!options.browser)
    throw new AuditError(
      `An audit with ${form} needs a browser: give it Playwright's as \`browser\`.`,
    )
  const site =
    form === 'page scripts' ? callbacksOf(options as PageScripts) : (options as PageCallbacks)
  return pageStage(site, options.browser, options.freshContexts)
}

class Run {
  readonly #stage: Stage
  readonly #sessions: SessionPool
  readonly #options: AuditOptions
  readonly #signal: AbortSignal
  /** Accounts of this run. A relying party may keep those of earlier runs. */
  readonly #tag = randomBytes(3).toString('hex')
  #accounts = 0
  readonly #unmet = new UnmetNeeds()

  constructor(stage: Stage, latchkey: AnyLatchkey, options: AuditOptions) {
    this.#stage = stage
    this.#sessions = new SessionPool({
      open: () => latchkey.openSession(),
      leave: (session) => stage.leave(session),
    })
    this.#options = options
    this.#signal = options.signal ?? new AbortController().signal
  }

  async rows({ genuine, trials }: Plan): Promise<readonly Row[]> {
    const start = performance.now()
    const total = trials.length + 1
    const rows: Row[] = []
    let done = 0
    const tryNext = async (trial: Trial) => {
      this.#tell(done, total, start, rows, nameOf(trial))
      const result = await this.#try(trial)
      rows.push(...result)
      done++
      return result
    }
    try {
      const first = await tryNext(genuine)
      refuseUnlessPassed(first)
      const results = await inOrder(trials, this.#options.workers ?? 1, tryNext)
      this.#tell(total, total, start, rows, '')
      return [...first, ...results.flat()]
    } finally {
      await this.#sessions.end()
    }
  }

  #try(trial: Trial): Promise<readonly Row[]> {
    this.#signal.throwIfAborted()
    return runTrial(trial, {
      stage: this.#stage,
      sessions: this.#sessions,
      newAccount: () => this.#newAccount(),
      timeoutMs: this.#options.timeout ?? TIMEOUT_MS,
      signal: this.#signal,
      unmet: this.#unmet,
    })
  }

  #newAccount(): AuditAccount {
    const number = ++this.#accounts
    return {
      userName: `audit-${number}-${this.#tag}@example.org`,
      displayName: `Audit ${number}`,
    }
  }

  #tell(done: number, total: number, start: number, rows: readonly Row[], now: string): void {
    this.#options.onProgress?.({
      done,
      total,
      now,
      findings: rows.filter(({ finding }) => finding).length,
      remainingMs: remainingMs(done, total, performance.now() - start),
    })
  }
}

/** Without a genuine answer that passes, a refusal says nothing about a fault. */
function refuseUnlessPassed(rows: readonly Row[]): void {
  const failed = rows.find(({ outcome }) => outcome !== 'accepted')
  if (!failed) return
  const what = failed.ceremony === 'create' ? 'registration' : 'sign-in'
  const why = failed.reason ?? `The relying party refused it: ${failed.words ?? 'without a word.'}`
  throw new AuditError(
    `A genuine ${what} does not pass, so the audit cannot tell what a fault changes. ${why}`,
  )
}

function nameOf({ kind, id, rows }: Trial): string {
  if (kind === 'genuine') return 'genuine answers'
  return kind === 'profile' ? id : `${id} (${rows.map(({ ceremony }) => ceremony).join()})`
}
