/** Starts Latchkey for test drivers in Electron's main process. */
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { builtFile } from '../desktop/built-file'
import { closeBeforeQuit } from '../desktop/close-before-quit'
import { startAutomation } from './automation'
import type { AutomationFlags } from './automation-options'

/** @throws when the port is taken, or the file cannot be written. */
export function startElectronAutomation(flags: AutomationFlags): Promise<void> {
  return startAutomation(flags, {
    version: app.getVersion(),
    folder: app.getPath('userData'),
    readSessionScript: () => readFileSync(builtFile('page', 'latchkey-session.js'), 'utf8'),
    closeBeforeEnd: (close) =>
      closeBeforeQuit(app, close, (error) => console.error('latchkey:', error)),
    end: () => app.quit(),
    exit: (code) => app.exit(code),
  })
}
