/** `latchkey/audit`: tries a relying party under every provider's profile and every fault (docs/audit.md). */
import type { Browser } from '@playwright/test'
import { Latchkey } from '../client/latchkey.js'
import { AuditError } from './audit-error.js'
import { withKnown, type Baseline } from './baseline.js'
import { readCatalogue } from './read-catalogue.js'
import { planOf, type Selection } from './plan.js'
import type { AuditProgress } from './progress.js'
import {
  formOf,
  type PageCallbacks,
  type PageScripts,
  type RelyingParty,
  type ServerCallbacks,
} from './relying-party.js'
import { reportCardOf, type ReportCard } from './report-card.js'
import { AuditRun } from './run/audit-run.js'
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
  /** The name of the audited relying party, for the report. */
  readonly subject?: string
  /** The Latchkey that answers. By default the audit starts one in its own process. */
  readonly latchkey?: Pick<Latchkey, 'openSession' | 'version'>
  /** Playwright's browser, for callbacks that get a page and for page scripts. */
  readonly browser?: Browser
  /** Milliseconds that each callback may take; 15000 by default. */
  readonly timeout?: number
  /**
   * How many trials run at the same time. By default as many as the computer has cores, at most 4, if the relying party can
   * handle two users at the same time; 1 for a server's library.
   */
  readonly workers?: number
  /**
   * Whether each sign-in fault has its own account. By default, sign-in faults that change only the answer share accounts,
   * which saves half of their ceremonies. Unexpected outcomes are tried again with a new account.
   */
  readonly ownAccounts?: boolean
  /**
   * Whether each callback gets a page of a new browser context. By default some trials share a page, whose cookies and storage
   * are cleared before each callback. Then an audit takes a third of the time.
   */
  readonly freshContexts?: boolean
  /** The known findings. */
  readonly baseline?: Baseline
  /** Called before each trial and at the end. */
  readonly onProgress?: (progress: AuditProgress) => void
  /**
   * Called when three trials in a row ended before Latchkey was asked: the relying party may have stopped answering. It is
   * called again only after a trial that got further.
   *
   * @param reason why the last trial ended.
   */
  readonly onSilence?: (reason: string) => void
  /** Stops the audit: it rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Ends the audit early. It then resolves with the card so far, in which the other rows are not tried. */
  readonly stop?: AbortSignal
}

/**
 * Runs the genuine ceremonies, then each chosen profile and each chosen fault.
 *
 * @example
 * ```ts
 * const card = await audit({ register, signIn, browser, faults: ['uv-not-set'], profiles: 'none' })
 * console.log(card.counts.findings)
 * ```
 * @throws {AuditError} when there is nothing to audit, a name is unknown, or a genuine ceremony does not pass.
 * @throws {unknown} the reason of `signal`, when it aborts; of `stop`, when it aborts before the genuine ceremonies have passed.
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
  const rows = await new AuditRun(stage, latchkey, {
    timeoutMs: options.timeout ?? TIMEOUT_MS,
    workers: options.workers,
    ownAccounts: options.ownAccounts ?? false,
    onProgress: options.onProgress ?? (() => undefined),
    onSilence: options.onSilence ?? (() => undefined),
    signal: options.signal ?? new AbortController().signal,
    stop: options.stop ?? new AbortController().signal,
  }).rows(plan)
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
