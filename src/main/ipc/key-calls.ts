/** The window's calls about what opens the vault. */
import type { MainCalls } from '../../shared/main-api'
import type { SaveFile } from './save-file'

export interface KeyPort {
  readonly ways: {
    /** The new code, which does not work yet. Throws when there is none. */
    readonly newRecoveryCode: string
    makeRecoveryCode(passphrase?: string): Promise<string>
    keepRecoveryCode(lastGroup: string): Promise<void>
    cancelRecoveryCode(): void
    removeRecoveryCode(passphrase?: string): Promise<void>
    setPassphrase(passphrase: string, current?: string): Promise<void>
    useKeychain(current?: string): Promise<void>
    renewKey(current?: string): Promise<void>
  }
  readonly saveFile: SaveFile
}

export function keyCalls({ ways, saveFile }: KeyPort): MainCalls<'keys'> {
  return {
    makeRecoveryCode: (passphrase) => ways.makeRecoveryCode(passphrase),
    saveRecoveryCode: async () =>
      saveFile('latchkey-recovery-code.txt', recoveryFile(ways.newRecoveryCode), 'secret'),
    keepRecoveryCode: (lastGroup) => ways.keepRecoveryCode(lastGroup),
    cancelRecoveryCode: async () => ways.cancelRecoveryCode(),
    removeRecoveryCode: (passphrase) => ways.removeRecoveryCode(passphrase),
    setPassphrase: (passphrase, current) => ways.setPassphrase(passphrase, current),
    useKeychain: (current) => ways.useKeychain(current),
    renewKey: (current) => ways.renewKey(current),
  }
}

function recoveryFile(code: string): string {
  return `Latchkey recovery code

${code}

This code opens your vault without the keychain and without the passphrase. Keep it where
the vault is not: on paper, or in another password manager. To use it, choose
“Use the recovery code…” where Latchkey says that the vault is locked.
`
}
