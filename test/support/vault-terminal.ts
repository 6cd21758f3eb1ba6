import type { CliHost } from '../../src/cli/ports'
import { runCli } from '../../src/cli/run-cli'
import type { Vault } from '../../src/main/vault/vault'
import { commandApp } from './command-app'
import type { VaultHome } from './vault-home'

/** `latchkey vault …` on a vault that the app has open, or else on a closed vault. */
export function vaultTerminal(home: VaultHome, running?: Vault) {
  const openFiles = async () => {
    const vault = running ?? home.vault()
    const { calls } = await commandApp(vault)
    return { api: calls(), close: async () => (running ? undefined : vault.close()) }
  }
  return async (...args: string[]) => {
    let [out, err] = ['', '']
    const refuse = () => Promise.reject(new Error('not for this test'))
    const host: CliHost = {
      version: '1.2.3',
      out: async (text) => void (out += text),
      err: async (text) => void (err += text),
      columns: undefined,
      open: openFiles,
      openFiles,
      read: refuse,
      requireNewFile: () => undefined,
      writeSecret: refuse,
      doctor: refuse,
    }
    return { code: await runCli(['vault', ...args], host), out, err }
  }
}
