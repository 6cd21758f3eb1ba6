import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { AuditChoice, AuditReportCard, AuditState, ReportFormat } from '../../shared/audit'
import { mainApi, onMainEvent } from '../main-api'
import { errorMessage } from '../support/error-message'
import { useNotices } from './use-notices'

/** The audits that the main process runs, and the user's actions on them. */
export function useAudit() {
  const { attempt, tell } = useNotices()
  const state = shallowRef<AuditState>()
  const card = shallowRef<AuditReportCard>()
  const failure = ref<string>()
  const readCard = newCards()
  /** Counts the states. An answer may be older than a state that was told before it. */
  let latest = 0

  async function take(next: AuditState): Promise<void> {
    const turn = ++latest
    const read = readCard(next.card?.number)
    if (read) card.value = await read
    if (turn === latest) state.value = next
  }

  async function follow(read: () => Promise<void>): Promise<void> {
    try {
      await read()
      failure.value = undefined
    } catch (error) {
      failure.value = errorMessage(error)
    }
  }

  async function load(): Promise<void> {
    const before = latest
    await follow(async () => {
      const answer = await mainApi.getAudit()
      if (latest === before) await take(answer)
    })
  }

  /** @returns the id of the chosen file; null when the user cancelled. */
  async function choose(): Promise<string | null> {
    let chosen: string | null = null
    await attempt('The file could not be chosen', async () => {
      chosen = await mainApi.chooseAuditFile()
    })
    return chosen
  }

  const start = (id: string, choice: AuditChoice) =>
    attempt('The audit could not be started', () => mainApi.startAudit(id, choice))

  /** Does nothing if the user does not allow the file to run. The main process asks the user. */
  const allowAndStart = (id: string, choice: AuditChoice) =>
    attempt('The audit could not be started', async () => {
      if (await mainApi.allowAuditFile(id)) await mainApi.startAudit(id, choice)
    })

  const open = () => attempt('The report could not be opened', () => mainApi.openReport())

  const save = (format: ReportFormat) =>
    attempt('The report could not be saved', async () => {
      const place = await mainApi.saveReport(format)
      if (place === null) return
      const actions = format === 'html' ? [{ label: 'Open', run: () => void open() }] : []
      tell({ text: `The report is in ${place}`, actions })
    })

  const saveExample = () =>
    attempt('The example could not be saved', async () => {
      const place = await mainApi.saveAuditExample()
      if (place !== null) tell({ text: `The example is in ${place}` })
    })

  onScopeDispose(onMainEvent('auditChanged', (next) => void follow(() => take(next))))
  void load()

  return {
    state,
    card,
    failure,
    load,
    files: computed(() => state.value?.files ?? []),
    run: computed(() => state.value?.run ?? ({ is: 'none' } as const)),
    choose,
    start,
    allowAndStart,
    forget: (id: string) =>
      attempt('The file could not be removed from the list', () => mainApi.forgetAuditFile(id)),
    cancel: () => attempt('The audit could not be cancelled', () => mainApi.cancelAudit()),
    open,
    save,
    saveExample,
  }
}

/** Reads each card once. A card that could not be read is read again when it is asked for the next time. */
function newCards() {
  let known: number | undefined

  async function read(): Promise<AuditReportCard> {
    try {
      return await mainApi.getReportCard()
    } catch (error) {
      known = undefined
      throw error
    }
  }

  return (number: number | undefined): Promise<AuditReportCard> | undefined => {
    if (number === undefined || number === known) return undefined
    known = number
    return read()
  }
}
