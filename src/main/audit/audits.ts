/** The audits of the window: one at a time. Keeps the last report card until the app quits. */
import { dirname } from 'node:path'
import type {
  AuditChoice,
  AuditProgress,
  AuditReportCard,
  AuditState,
  ReportFormat,
} from '../../shared/audit'
import type { Log } from '../platform/log'
import type { Clock, NewId } from '../platform/ports'
import { AuditFiles, type AuditFileStore } from './audit-files'
import { AuditRun, type AuditEnd, type StartAuditHelper } from './audit-run'
import { reportFile, type ReportFile } from './report-file'

export interface AuditParts {
  readonly start: StartAuditHelper
  readonly store: AuditFileStore
  readonly clock: Pick<Clock, 'after'>
  readonly newId: NewId
  readonly version: string
  /** `latchkey-session.js` for the pages of a session. */
  readonly sessionScript: () => string
  readonly log: Pick<Log, 'info'>
}

interface KeptCard {
  readonly number: number
  readonly fileId: string
  /** The name of the audited file. */
  readonly name: string
  readonly card: AuditReportCard
  /** Where the card was saved as HTML. */
  savedTo?: string
}

export class Audits {
  readonly files: AuditFiles
  readonly #parts: AuditParts
  readonly #listeners = new Set<() => void>()
  #running: AuditRun | undefined
  #run: AuditState['run'] = { is: 'none' }
  #last: KeptCard | undefined
  #cards = 0

  constructor(parts: AuditParts) {
    this.#parts = parts
    this.files = new AuditFiles(parts.store, parts.newId)
  }

  get state(): AuditState {
    const last = this.#last
    return {
      files: this.files.list(),
      run: this.#run,
      card: last
        ? { number: last.number, fileId: last.fileId, opens: last.savedTo !== undefined }
        : null,
    }
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** @returns the id of the chosen file. */
  add(path: string): string {
    const id = this.files.add(path)
    this.#changed()
    return id
  }

  /** @throws when the app does not remember the file. */
  pathOf(id: string): string {
    return this.files.get(id).path
  }

  allow(id: string): void {
    this.files.allow(id)
    this.#changed()
  }

  forget(id: string): void {
    this.files.forget(id)
    this.#changed()
  }

  /** @throws when an audit is already running, or the user has not allowed Latchkey to run the file. */
  start(id: string, choice: AuditChoice): void {
    if (this.#running) throw new Error('An audit runs already. Cancel that audit first.')
    const file = this.files.get(id)
    if (!file.allowed) throw new Error(`Allow Latchkey to run ${file.name} first.`)
    const { start, clock, version, sessionScript, log } = this.#parts
    const { name, path } = file
    const order = { is: 'start', folder: dirname(path), name, choice, version } as const
    const run = new AuditRun({
      start,
      clock,
      order: { ...order, sessionScript: sessionScript() },
      progress: (progress) => this.#progressed(id, progress),
    })
    this.#running = run
    log.info('an audit starts')
    this.#show({ is: 'running', fileId: id, progress: null, cancelling: false })
    void run.ended.then((end) => this.#ended(id, name, end))
  }

  /** Does nothing when no audit runs. */
  cancel(): void {
    this.#running?.cancel()
    if (this.#run.is === 'running') this.#show({ ...this.#run, cancelling: true })
  }

  /** The last report card. @throws when there is none. */
  get card(): AuditReportCard {
    return this.#kept.card
  }

  /** The last report card as a file, and the card's number. @throws when there is none. */
  report(format: ReportFormat): ReportFile & Pick<KeptCard, 'number'> {
    const { number, card, name } = this.#kept
    return { ...reportFile(format, card, name), number }
  }

  /**
   * Remembers where the card with this number was saved as HTML, if it is still the last card, because another audit may end
   * while the user chooses where to save the report.
   */
  savedTo(path: string, number: number): void {
    if (this.#last?.number !== number) return
    this.#last.savedTo = path
    this.#changed()
  }

  /** Where the last card was saved as HTML. @throws when it was not. */
  get savedReport(): string {
    const { savedTo } = this.#kept
    if (savedTo === undefined) throw new Error('Save the report as HTML first.')
    return savedTo
  }

  /**
   * Cancels the running audit. Resolves once the file has closed what it started, or its time for that is over; at once when no
   * audit is running.
   */
  async end(): Promise<void> {
    this.cancel()
    await this.#running?.ended
  }

  get #kept(): KeptCard {
    if (!this.#last) throw new Error('There is no report card. Run an audit first.')
    return this.#last
  }

  #progressed(fileId: string, progress: AuditProgress): void {
    const cancelling = this.#run.is === 'running' && this.#run.cancelling
    this.#show({ is: 'running', fileId, progress, cancelling })
  }

  #ended(fileId: string, name: string, end: AuditEnd): void {
    this.#running = undefined
    this.#parts.log.info(`the audit ended: ${end.is}`)
    if (end.is === 'done') this.#last = { number: ++this.#cards, fileId, name, card: end.card }
    if (end.is === 'failed') this.#show({ is: 'failed', fileId, message: end.message })
    else this.#show({ is: end.is, fileId })
  }

  #show(run: AuditState['run']): void {
    this.#run = run
    this.#changed()
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
