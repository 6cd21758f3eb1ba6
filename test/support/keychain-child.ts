/**
 * Opens a vault with the keychain of the session that it runs in, prints the result as JSON, and ends. Run by
 * `test/e2e/keychain.test.ts`.
 *
 * Arguments: the vault's folder and the keychain's service.
 */
import { fileVault } from '../../src/main/vault/file-vault'
import { diskFiles } from '../../src/main/vault/files'
import { HelperKeychain } from '../../src/main/vault/helper-keychain'
import { probeKeychain } from '../../src/main/vault/keychain'
import { systemProcesses } from '../../src/main/vault/processes'
import { systemRandom } from '../../src/main/platform/random'
import { systemClock } from '../../src/main/platform/system-clock'
import { ForkedHelpers } from './forked-helper'

const [folder = '', service = ''] = process.argv.slice(2)
const clock = systemClock()
const keychain = new HelperKeychain({ service, start: new ForkedHelpers().start, clock })
const probe = await probeKeychain(keychain, systemRandom)
const vault = fileVault({
  folder,
  files: diskFiles,
  keychain,
  processes: systemProcesses,
  clock,
  random: systemRandom,
})
await vault.open()
const { state } = vault
await vault.close()
const items = probe.state === 'open' ? await keychain.list() : []
process.stdout.write(
  `${JSON.stringify({ probe, state, accounts: items.map(({ account }) => account) })}\n`,
  // The helper would keep the process running.
  () => process.exit(),
)
