/** Runs one audit of the user's file, with a separate Latchkey that keeps its passkeys in memory. */
import { audit } from '../../playwright/audit/audit'
import { formOf } from '../../playwright/audit/relying-party'
import { Latchkey } from '../../playwright/client/latchkey'
import { loadConfig, type AuditConfig } from '../audit/load-config'
import { launchProjectBrowser } from '../audit/project-browser'
import { startAutomationInProcess } from '../main/start/automation-in-process'
import type { AuditReportCard } from '../shared/audit'
import type { AuditStart } from '../shared/audit-messages'
import type { AuditWatch } from './serve-audit'

/** @throws {Error} that says what to change, or {@link unknown} the reason of the watch's signal. */
export async function runAudit(start: AuditStart, watch: AuditWatch): Promise<AuditReportCard> {
  const { signal } = watch
  const config = await loadConfig(start.name, start.folder)
  watch.closeAfterwards(() => config.close?.())
  signal.throwIfAborted()
  const { faults, profiles } = start.choice
  return withBrowser(config, start, (browser) =>
    withLatchkey(start, (latchkey) =>
      audit({
        ...config,
        ...browser,
        subject: config.subject ?? start.name,
        latchkey,
        faults,
        profiles,
        signal,
        onProgress: watch.progress,
      }),
    ),
  )
}

async function withLatchkey<T>(
  { version, sessionScript }: AuditStart,
  work: (latchkey: Latchkey) => Promise<T>,
): Promise<T> {
  // Without an idle time-out, so that no session ends during the audit.
  const automation = await startAutomationInProcess(
    { port: 0, listen: undefined, sessionIdleMs: 0, webDriver: undefined },
    { version, sessionScript },
  )
  try {
    return await work(await Latchkey.connect({ url: automation.url }))
  } finally {
    await automation.end()
  }
}

async function withBrowser<T>(
  config: AuditConfig,
  { choice, folder }: AuditStart,
  work: (browser: Pick<Parameters<typeof audit>[0], 'browser'>) => Promise<T>,
): Promise<T> {
  if (formOf(config) === 'server callbacks') return work({})
  const options = 'launchOptions' in config ? config.launchOptions : undefined
  const browser = await launchProjectBrowser(choice.browser, folder, options)
  try {
    return await work({ browser })
  } finally {
    await browser.close()
  }
}
