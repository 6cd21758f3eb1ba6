import type { MainCalls } from '../../shared/main-api'
import type { VaultReport } from '../../shared/vault-report'

export interface VaultPort {
  readonly rescue: {
    check(): Promise<VaultReport>
    repair(): Promise<void>
    restore(name: string): Promise<void>
    undo(): Promise<void>
    accept(): Promise<void>
  }
}

export function vaultCalls({ rescue }: VaultPort): MainCalls<'vault'> {
  return {
    checkVault: () => rescue.check(),
    repairVault: () => rescue.repair(),
    restoreVault: (name) => rescue.restore(name),
    undoVault: () => rescue.undo(),
    acceptVault: () => rescue.accept(),
  }
}
