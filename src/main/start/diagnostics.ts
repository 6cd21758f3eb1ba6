import { app } from 'electron'
import type { Diagnostics } from '../../shared/app-state'
import type { CommandLine } from './command-line'

interface DiagnosedApp {
  readonly commandLine: CommandLine
  readonly dataFolder: string
  readonly logFile: string
}

/** The facts for a bug report. */
export function diagnostics({ commandLine, dataFolder, logFile }: DiagnosedApp): Diagnostics {
  const { electron, chrome } = process.versions
  return {
    version: app.getVersion(),
    electron,
    chromium: chrome,
    platform: `${process.platform} ${process.arch}`,
    dataFolder,
    keychainService: commandLine.keychainService,
    logFile,
  }
}
