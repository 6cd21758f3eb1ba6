/** Audit helpers in memory, and the audits of the window over them. */
import type { AuditOrder, AuditNews } from '../../src/shared/audit-messages'
import type { KeptAuditFile } from '../../src/main/audit/audit-files'
import type { StartAuditHelper } from '../../src/main/audit/audit-run'
import { Audits } from '../../src/main/audit/audits'
import { FakeClock } from './fake-clock'

/** A helper that was started. */
export class FakeAuditHelper {
  readonly orders: AuditOrder[] = []
  isEnded = false
  readonly #events: Parameters<StartAuditHelper>[1]

  constructor(events: Parameters<StartAuditHelper>[1]) {
    this.#events = events
  }

  tell(news: AuditNews): void {
    this.#events.message(news)
  }

  /** Tells what may be no news. */
  tellAnything(message: unknown): void {
    this.#events.message(message)
  }

  /** Ends as if the process had crashed. */
  die(): void {
    this.#events.ended()
  }
}

export function fakeAudits(kept: readonly KeptAuditFile[] = []) {
  const helpers: FakeAuditHelper[] = []
  const folders: string[] = []
  const clock = new FakeClock()
  let ids = 0
  const store = {
    values: { auditFiles: kept },
    change: (changed: { readonly auditFiles: readonly KeptAuditFile[] }) => {
      store.values = changed
    },
  }
  const start: StartAuditHelper = (folder, events) => {
    const helper = new FakeAuditHelper(events)
    helpers.push(helper)
    folders.push(folder)
    return {
      send: (order) => void helper.orders.push(order),
      end: () => {
        helper.isEnded = true
      },
    }
  }
  const audits = new Audits({
    start,
    store,
    clock,
    newId: () => `file-${++ids}`,
    version: '1.2.3',
    sessionScript: () => 'the script',
    log: { info: () => undefined },
  })
  return {
    audits,
    clock,
    store,
    helpers,
    folders,
    /** The helper that was started last. */
    helper: (): FakeAuditHelper => {
      const last = helpers.at(-1)
      if (!last) throw new Error('No helper was started')
      return last
    },
  }
}
