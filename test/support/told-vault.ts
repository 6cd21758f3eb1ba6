/** What every place of Latchkey says of a closed vault: the check, the doctor, the window, the log and the record. */
import { reportCode, reportText } from '../../src/cli/doctor/report'
import { checkVault, systemVaultFacts, type VaultFacts } from '../../src/main/doctor/vault'
import { describeVault } from '../../src/main/start/log-lines'
import { recordVaultFile } from '../../src/main/start/record-vault-file'
import type { Vault } from '../../src/main/vault/vault'
import type { VaultState } from '../../src/shared/app-state'
import { inWindow } from '../../src/shared/placed-text'
import { vaultNotice } from '../../src/shared/vault-notice'
import type { VaultReport } from '../../src/shared/vault-report'
import type { VaultHome } from './vault-home'
import { vaultTerminal } from './vault-terminal'

interface Said {
  readonly text: string
  /** The exit code. */
  readonly code: number
}

export interface Told {
  readonly check: Said & { readonly report: VaultReport }
  readonly doctor: Said
  readonly state: VaultState
  /** The banner or the lock screen; empty where the window says nothing. */
  readonly window: string
  readonly log: string
  /** The reasons of the entries of *Activity*. */
  readonly record: readonly string[]
  /** While the app runs, after it opened the vault. */
  readonly running: {
    readonly check: Said & { readonly report: VaultReport }
    readonly doctor: Said
  }
}

/** Asks every place in the order in which a user would: the closed vault first. */
export async function tellOf(home: VaultHome): Promise<Told> {
  const check = await checked(home)
  const doctor = await examined(home)
  const vault = home.vault()
  const record: string[] = []
  recordVaultFile(vault, ({ reason }) => void record.push(reason))
  await vault.open()
  const { state } = vault
  const running = { check: await checked(home, vault), doctor: await examined(home, state) }
  await vault.close()
  return { check, doctor, state, window: shown(state), log: describeVault(state), record, running }
}

async function checked(home: VaultHome, running?: Vault): Promise<Told['check']> {
  const run = vaultTerminal(home, running)
  const { code, out } = await run('check')
  const json = await run('check', '--json')
  if (json.code !== code) throw new Error(`${String(code)} as text, ${String(json.code)} as JSON`)
  return { code, text: out, report: JSON.parse(json.out) as VaultReport }
}

async function examined(home: VaultHome, state?: VaultState): Promise<Said> {
  const vault = home.vault()
  const facts: VaultFacts = {
    ...systemVaultFacts(home.folder, home.keychain, () => vault.rescue.check('best')),
    running: async () => state && { vault: state },
    freeBytes: () => home.freeBytes,
    modeOf: () => 0o600,
    fileSystem: () => 0xef53,
    syncsNames: async () => true,
  }
  const findings = await checkVault(facts)
  await vault.close()
  return { code: reportCode(findings), text: reportText(findings) }
}

function shown(state: VaultState): string {
  if (state.state === 'locked') return inWindow(state.explanation)
  const notice = vaultNotice(state)
  return notice ? `${notice.title} ${inWindow(notice.text)}` : ''
}
