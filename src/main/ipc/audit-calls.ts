/** The window's calls about audits. The window knows a file by an id. Its path stays in the main process. */
import type { AuditChoice, AuditReportCard, AuditState, ReportFormat } from '../../shared/audit'
import { AUDIT_EXAMPLE, AUDIT_EXAMPLE_NAME } from '../../shared/audit-example'
import type { MainCalls } from '../../shared/main-api'
import type { SaveFile } from './save-file'

export interface AuditPort {
  readonly audits: {
    readonly state: AuditState
    /** @throws when there is none. */
    readonly card: AuditReportCard
    /** Where the report was saved as HTML. @throws when it was not. */
    readonly savedReport: string
    add(path: string): string
    /** @throws when the app does not remember the file. */
    pathOf(id: string): string
    allow(id: string): void
    forget(id: string): void
    start(id: string, choice: AuditChoice): void
    cancel(): void
    /** The last card as a file, and the card's number. */
    report(format: ReportFormat): {
      readonly name: string
      readonly text: string
      readonly number: number
    }
    savedTo(path: string, number: number): void
  }
  /** Asks the user for a program; null when the user cancelled. */
  readonly chooseFile: () => Promise<string | null>
  /** Asks the user whether Latchkey may run this program. Does not ask in the window, which only shows the files. */
  readonly mayRun: (path: string) => Promise<boolean>
  readonly saveFile: SaveFile
  readonly openFile: (path: string) => Promise<void>
}

export function auditCalls(port: AuditPort): MainCalls<'audit'> {
  const { audits } = port
  return {
    getAudit: async () => audits.state,
    chooseAuditFile: async () => {
      const path = await port.chooseFile()
      return path === null ? null : audits.add(path)
    },
    allowAuditFile: async (id) => {
      const isAllowed = await port.mayRun(audits.pathOf(id))
      if (isAllowed) audits.allow(id)
      return isAllowed
    },
    forgetAuditFile: async (id) => audits.forget(id),
    startAudit: async (id, choice) => audits.start(id, choice),
    cancelAudit: async () => audits.cancel(),
    getReportCard: async () => audits.card,
    saveReport: async (format) => {
      const { name, text, number } = audits.report(format)
      const path = await port.saveFile(name, text)
      if (path !== null && format === 'html') audits.savedTo(path, number)
      return path
    },
    openReport: async () => port.openFile(audits.savedReport),
    saveAuditExample: () => port.saveFile(AUDIT_EXAMPLE_NAME, AUDIT_EXAMPLE),
  }
}
