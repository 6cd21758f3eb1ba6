/**
 * Opens a vault with the keychain of the session that it runs in, says what came of it as JSON, and ends. Run by
 * `test/e2e/keychain.test.ts`.
 *
 * Arguments: the vault's folder and the keychain's service.
 */
import { randomBytes } from 'node:crypto'
import { fileVault } from '../../src/main/vault/file-vault'
import { diskFiles } from '../../src/main/vault/files'
import { boundedKeychain, probeKeychain } from '../../src/main/vault/keychain'
import { keytarKeychain } from '../../src/main/vault/keytar-keychain'
import { systemProcesses } from '../../src/main/vault/processes'

const [folder = '', service = ''] = process.argv.slice(2)
const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) }
const clock = {
  now: () => Date.now(),
  after(ms: number, callback: () => void) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
const keychain = keytarKeychain(service)
const probe = await probeKeychain(boundedKeychain(keychain, clock), random)
const vault = fileVault({
  folder,
  files: diskFiles,
  keychain,
  processes: systemProcesses,
  clock,
  random,
})
await vault.open()
const { state } = vault
await vault.close()
const items = probe.state === 'open' ? await keychain.list() : []
process.stdout.write(
  `${JSON.stringify({ probe, state, accounts: items.map(({ account }) => account) })}\n`,
  // A call that hangs would keep the process.
  () => process.exit(),
)
