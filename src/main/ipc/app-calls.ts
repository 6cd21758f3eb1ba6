import type { AppState, Diagnostics } from '../../shared/app-state'
import type { AttestationFileKind } from '../../shared/attestation-file'
import type { MainCalls } from '../../shared/main-api'
import type { SaveFile } from './save-file'

export interface AppPort {
  readonly state: () => AppState
  readonly vault: {
    retry(): Promise<void>
    unlockWithPassphrase(passphrase: string): Promise<void>
    createWithPassphrase(passphrase: string): Promise<void>
    startNew(): Promise<void>
    erase(): Promise<void>
    unlockWithRecoveryCode(code: string): Promise<void>
    readonly ways: { check(): Promise<unknown>; dismissNotice(): void }
  }
  readonly lock: () => Promise<void>
  readonly diagnostics: () => Diagnostics
  readonly copyText: (text: string) => void
  /** Opens the folder of a file, with the file selected. */
  readonly showFile: (file: string) => void
  readonly openFolder: (folder: string) => Promise<void>
  readonly openDemo: () => Promise<void>
  readonly attestationFiles: {
    make(kind: AttestationFileKind): Promise<{ readonly name: string; readonly text: string }>
  }
  readonly saveFile: SaveFile
  readonly nameUndo: (what: string | null) => void
  readonly undoTyping: () => void
}

export function appCalls(port: AppPort): MainCalls<'app'> {
  const { vault, diagnostics } = port
  return {
    getAppState: async () => port.state(),
    lockVault: () => port.lock(),
    retryKeychain: () => vault.retry(),
    unlockWithPassphrase: (passphrase) => vault.unlockWithPassphrase(passphrase),
    createWithPassphrase: (passphrase) => vault.createWithPassphrase(passphrase),
    startNewVault: () => vault.startNew(),
    eraseEverything: () => vault.erase(),
    unlockWithRecoveryCode: (code) => vault.unlockWithRecoveryCode(code),
    checkKey: async () => {
      await vault.ways.check()
    },
    dismissKeyNotice: async () => vault.ways.dismissNotice(),
    getDiagnostics: async () => diagnostics(),
    copyDiagnostics: async () => port.copyText(diagnosticsText(diagnostics())),
    showLogFile: async () => port.showFile(diagnostics().logFile),
    showDataFolder: () => port.openFolder(diagnostics().dataFolder),
    openDemo: () => port.openDemo(),
    nameUndo: async (what) => port.nameUndo(what),
    undoTyping: async () => port.undoTyping(),
    saveAttestationFile: async (kind) => {
      const { name, text } = await port.attestationFiles.make(kind)
      return port.saveFile(name, text)
    },
  }
}

/** For a bug report. */
export function diagnosticsText(diagnostics: Diagnostics): string {
  return Object.entries(diagnostics)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}
