import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { Audits } from '../audit/audits'
import { builtFile } from '../desktop/built-file'
import type { Settings } from '../desktop/settings'
import type { Log } from '../platform/log'
import type { Clock } from '../platform/ports'
import { newUuid } from '../platform/random'
import { startUtilityProcess } from './utility-process'

const HELPER = { module: 'audit-helper.cjs', name: 'Latchkey Audit' }

export interface WindowAuditsParts {
  readonly settings: Settings
  readonly clock: Clock
  readonly log: Log
}

/** The audits that the window starts, each in a utility process. Call it once the app is ready. */
export function windowAudits({ settings, clock, log }: WindowAuditsParts): Audits {
  return new Audits({
    start: (folder, events) => startUtilityProcess({ ...HELPER, folder }, events),
    store: settings,
    clock,
    newId: newUuid,
    version: app.getVersion(),
    sessionScript: () => readFileSync(builtFile('page', 'latchkey-session.js'), 'utf8'),
    log,
  })
}
