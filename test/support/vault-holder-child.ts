/**
 * Opens a vault, prints its state as a line of JSON, and keeps the vault open until its standard input ends. Run by
 * `test/main/vault/lock-namespaces.test.ts`.
 *
 * Argument: `{ folder, items, osLock }` as JSON, with the items of a keychain.
 */
import { hostname } from 'node:os'
import { fileVault } from '../../src/main/vault/file-vault'
import { diskFiles } from '../../src/main/vault/files'
import { takeOsLock } from '../../src/main/vault/os-lock'
import { systemProcesses } from '../../src/main/vault/processes'
import { systemRandom } from '../../src/main/platform/random'
import { systemClock } from '../../src/main/platform/system-clock'
import { MemoryKeychain } from './memory-keychain'

interface Given {
  readonly folder: string
  readonly items: readonly (readonly [string, string])[]
  /** Whether the operating system's lock is taken, too. */
  readonly osLock: boolean
}

const { folder, items, osLock } = JSON.parse(process.argv[2] ?? '') as Given
const keychain = new MemoryKeychain()
for (const [account, secret] of items) keychain.items.set(account, secret)
const vault = fileVault({
  folder,
  files: diskFiles,
  keychain,
  processes: systemProcesses,
  ...(osLock && { takeOsLock }),
  clock: systemClock(),
  random: systemRandom,
})
await vault.open()
process.stdout.write(
  `${JSON.stringify({ state: vault.state, pid: process.pid, host: hostname() })}\n`,
)
process.stdin.resume()
process.stdin.once('end', () => void vault.close().then(() => process.exit()))
