/** The audits of the main process in memory. A test controls a run by `fake.audit`. */
import type { AuditReportCard, AuditState } from '../../src/shared/audit'
import type { Emit, FakeMainState, Methods } from './fake-main-state'

/** The state before the user has chosen a file. */
export const noAudit: AuditState = { files: [], run: { is: 'none' }, card: null }

/** The file that the user chooses in the dialog. */
const CHOSEN = { id: 'file-1', name: 'demo.audit.js', folder: 'shop' } as const

/** Changes the audits, and sends the event. */
export function setAudit(state: FakeMainState, emit: Emit, fields: Partial<AuditState>): void {
  state.audit = { ...state.audit, ...fields }
  emit('auditChanged', state.audit)
}

/** The run that was started ends with this card. */
export function endAudit(state: FakeMainState, emit: Emit, card: AuditReportCard): void {
  state.reportCard = card
  const { run } = state.audit
  const fileId = 'fileId' in run ? run.fileId : CHOSEN.id
  const number = (state.audit.card?.number ?? 0) + 1
  setAudit(state, emit, { run: { is: 'done', fileId }, card: { number, fileId, opens: false } })
}

export function auditMethods(state: FakeMainState, emit: Emit) {
  const set = (fields: Partial<AuditState>) => setAudit(state, emit, fields)
  return {
    getAudit: async () => state.audit,
    chooseAuditFile: async () => {
      const others = state.audit.files.filter(({ id }) => id !== CHOSEN.id)
      set({ files: [{ ...CHOSEN, allowed: false }, ...others] })
      return CHOSEN.id
    },
    allowAuditFile: async (id) => {
      if (!state.allowsAuditFiles) return false
      set({
        files: state.audit.files.map((one) => (one.id === id ? { ...one, allowed: true } : one)),
      })
      return true
    },
    forgetAuditFile: async (id) => set({ files: state.audit.files.filter((one) => one.id !== id) }),
    startAudit: async (fileId) =>
      set({ run: { is: 'running', fileId, progress: null, cancelling: false } }),
    cancelAudit: async () => {
      const { run } = state.audit
      if (run.is === 'running') set({ run: { is: 'cancelled', fileId: run.fileId } })
    },
    getReportCard: async () => {
      if (!state.reportCard) throw new Error('There is no report card.')
      return state.reportCard
    },
    saveReport: async (format) => {
      const { card } = state.audit
      if (format === 'html' && card) set({ card: { ...card, opens: true } })
      return state.savedTo
    },
    openReport: async () => {},
    saveAuditExample: async () => state.savedTo,
  } satisfies Partial<Methods>
}
