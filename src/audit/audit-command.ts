/** `latchkey audit CONFIG`: tries a relying party under profiles and faults, and reports its behaviour (docs/audit.md). */
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import {
  audit,
  AuditError,
  baselineOf,
  findingsAtLeast,
  readBaseline,
  textReport,
  writeBaseline,
  type AuditOptions,
  type ReportCard,
} from '../../playwright/audit/audit'
import { SelectionError } from '../../playwright/audit/audit-error'
import { planOf } from '../../playwright/audit/plan'
import { readCatalogue } from '../../playwright/audit/read-catalogue'
import { formOf } from '../../playwright/audit/relying-party'
import { htmlReport } from '../../playwright/audit/report/html'
import { junitReport } from '../../playwright/audit/report/junit'
import { sarifReport } from '../../playwright/audit/report/sarif'
import { wordsOf } from '../../playwright/audit/words'
import { Latchkey } from '../../playwright/client/latchkey'
import { notWritten } from '../../playwright/client/user-file'
import { CommandEnd, EXIT, type ExitCode } from '../cli/exit-codes'
import {
  AUDIT_USAGE,
  readAuditArguments,
  REPORT_FORMATS,
  type AuditArguments,
  type ReportFormat,
} from './arguments'
import { catalogueText } from './catalogue-text'
import { loadConfig, type AuditConfig } from './load-config'
import { progressLine, silenceLine } from './progress-line'
import { launchProjectBrowser } from './project-browser'

export interface AuditHost {
  readonly out: (text: string) => Promise<void>
  /** Like `out`, for progress and messages. */
  readonly err: (text: string) => Promise<void>
  /** The folder of the user's project. */
  readonly folder: string
  /** Whether the standard output and the standard error are terminals. */
  readonly isTerminal: { readonly out: boolean; readonly err: boolean }
  /**
   * Calls back when the user ends the command, for example with Ctrl+C.
   *
   * @returns the function that stops listening.
   */
  readonly onInterrupt?: (stop: () => void) => () => void
  /** Starts the Latchkey of this audit. */
  readonly start?: () => Promise<Latchkey>
}

/**
 * @param args the arguments after the command's name.
 * @returns the exit code: 0 without a failing finding, 7 for findings, 1 when the audit failed, 64 for a wrong command line, 69
 *   when Playwright is not installed, 130 when the user ended it.
 */
export async function auditCommand(args: readonly string[], host: AuditHost): Promise<ExitCode> {
  try {
    const asked = readAuditArguments(args)
    return asked.config === undefined
      ? await list(asked, host)
      : await run({ ...asked, config: asked.config }, host)
  } catch (error) {
    const code = codeOf(error)
    const message = error instanceof Error ? error.message : String(error)
    await host.err(`latchkey: ${message}\n`)
    if (code === EXIT.usage) await host.err(`Usage: latchkey audit ${AUDIT_USAGE}\n`)
    return code
  }
}

function codeOf(error: unknown): ExitCode {
  if (error instanceof CommandEnd) return error.code
  return error instanceof SelectionError ? EXIT.usage : EXIT.failed
}

async function list(asked: AuditArguments, host: AuditHost): Promise<ExitCode> {
  const catalogue = await withLatchkey(asked, host, readCatalogue)
  await host.out(catalogueText(catalogue))
  return EXIT.ok
}

type Asked = AuditArguments & { readonly config: string }

async function run(asked: Asked, host: AuditHost): Promise<ExitCode> {
  const { baseline: file, writesBaseline, failOn } = asked
  const known = file !== undefined && !writesBaseline ? readBaseline(file) : undefined
  const config = await loadConfig(asked.config, host.folder)
  const interruption = interruptionBy(host)
  try {
    const card = await withLatchkey(asked, host, async (latchkey) => {
      // Before the browser, which takes long to start.
      planOf(await readCatalogue(latchkey), asked)
      return inBrowser(config, asked, host, (browser) =>
        audit({
          ...config,
          ...optionsOf(asked, host),
          subject: config.subject ?? relative(host.folder, asked.config),
          latchkey,
          stop: interruption.signal,
          ...(known && { baseline: known }),
          ...browser,
        }),
      )
    })
    await writeReports(card, asked, host)
    // A baseline of an incomplete audit would lack rows, whose findings would then fail.
    if (interruption.signal.aborted) return EXIT.interrupted
    if (writesBaseline && file !== undefined) writeBaseline(file, baselineOf(card))
    if (writesBaseline || findingsAtLeast(failOn, card).length === 0) return EXIT.ok
    return EXIT.findings
  } finally {
    interruption.end()
    await closeConfig(config)
  }
}

/** @throws {AuditError} when the user's module does not close what it started. */
async function closeConfig(config: AuditConfig): Promise<void> {
  try {
    await config.close?.()
  } catch (error) {
    throw new AuditError(`\`close\` of the configuration failed: ${wordsOf(error)}`)
  }
}

interface Interruption {
  readonly signal: AbortSignal
  /** Stops listening. */
  readonly end: () => void
}

function interruptionBy({ onInterrupt, err, isTerminal }: AuditHost): Interruption {
  const stopped = new AbortController()
  const end = onInterrupt?.(() => {
    const line = 'Stopping. What was tried so far follows; Ctrl+C again ends at once.\n'
    void err(isTerminal.err ? `\r\u001b[K${line}` : line).catch(() => undefined)
    const early = 'The audit was stopped before a genuine registration and sign-in had passed.'
    stopped.abort(new CommandEnd(EXIT.interrupted, early))
  })
  return { signal: stopped.signal, end: end ?? (() => undefined) }
}

function optionsOf(asked: Asked, host: AuditHost): AuditOptions {
  const { faults, profiles, only, skip, timeoutMs, workers, freshContexts, ownAccounts } = asked
  const write = (text: string) => void host.err(text).catch(() => undefined)
  return {
    faults,
    profiles,
    only,
    skip,
    freshContexts,
    ownAccounts,
    ...(timeoutMs !== undefined && { timeout: timeoutMs }),
    ...(workers !== undefined && { workers }),
    onProgress: progressLine(write, host.isTerminal.err),
    onSilence: silenceLine(write, host.isTerminal.err),
  }
}

async function withLatchkey<T>(
  { automationFile }: AuditArguments,
  { start = () => Latchkey.start() }: AuditHost,
  work: (latchkey: Latchkey) => Promise<T>,
): Promise<T> {
  const latchkey =
    automationFile === undefined ? await start() : await Latchkey.connect({ automationFile })
  try {
    return await work(latchkey)
  } finally {
    await latchkey.end()
  }
}

async function inBrowser(
  config: AuditConfig,
  asked: Asked,
  host: AuditHost,
  work: (browser: Pick<AuditOptions, 'browser'>) => Promise<ReportCard>,
): Promise<ReportCard> {
  if (formOf(config) === 'server callbacks') return work({})
  const options = 'launchOptions' in config ? config.launchOptions : undefined
  const browser = await launchProjectBrowser(asked.browser, host.folder, options)
  try {
    return await work({ browser })
  } finally {
    await browser.close()
  }
}

const REPORTS: Readonly<Record<ReportFormat, (card: ReportCard, asked: Asked) => string>> = {
  json: (card) => `${JSON.stringify(card, null, 2)}\n`,
  junit: (card) => junitReport(card),
  sarif: (card, { config }) => `${JSON.stringify(sarifReport(card, { file: config }), null, 2)}\n`,
  html: (card) => htmlReport(card),
}

/** @throws {AuditError} when a file cannot be written, after writing all other reports, because an audit takes long. */
async function writeReports(card: ReportCard, asked: Asked, host: AuditHost): Promise<void> {
  const failures: unknown[] = []
  let isOutTaken = false
  for (const format of REPORT_FORMATS) {
    const file = asked.reports[format]
    if (file === undefined) continue
    const text = REPORTS[format](card, asked)
    if (file === '-') {
      isOutTaken = true
      await host.out(text)
    } else
      try {
        write(file, text)
      } catch (error) {
        failures.push(error)
      }
  }
  if (!isOutTaken) await host.out(textReport(card, { colours: host.isTerminal.out }))
  if (failures.length > 0) throw failures[0]
}

/** @throws {AuditError} when the file cannot be written. */
function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new AuditError(`The report: ${wordsOf(notWritten(file, error))}`, { cause: error })
  }
}
