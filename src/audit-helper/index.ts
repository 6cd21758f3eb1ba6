/**
 * The audit helper: a separate process that runs one audit for the window, because the user's file may crash, hang or end its
 * process. Electron starts the helper as a utility process in the folder of the file, and ends it afterwards.
 */
import type { AuditNews } from '../shared/audit-messages'
import { runAudit } from './run-audit'
import { serveAudit } from './serve-audit'

/** Electron's port in a utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  postMessage(message: unknown): void
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort }

serveAudit(
  {
    onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    send: (news: AuditNews) => parentPort.postMessage(news),
  },
  {
    run: runAudit,
    onStray: (listener) => process.on('uncaughtException', listener),
    every: (ms, callback) => void setInterval(callback, ms),
  },
)
