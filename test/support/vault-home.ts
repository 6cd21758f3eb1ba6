import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { fileVault, type FileVaultPorts } from '../../src/main/vault/file-vault'
import { diskFiles, type Files } from '../../src/main/vault/files'
import type { TakeOsLock } from '../../src/main/vault/os-lock'
import type { Processes } from '../../src/main/vault/ports'
import { systemProcesses } from '../../src/main/vault/processes'
import type { Vault } from '../../src/main/vault/vault'
import { readFully, removeIfThere, writeNewFile } from '../../src/main/vault/whole-file'
import type { VaultState } from '../../src/shared/app-state'
import { FakeClock } from './fake-clock'
import { FaultyFiles } from './faulty-files'
import { keptPasskey, PRIVATE_KEY } from './kept-passkey'
import { MemoryFiles } from './memory-files'
import { MemoryKeychain } from './memory-keychain'
import type { Clock } from '../../src/main/platform/ports'
import { systemRandom } from '../../src/main/platform/random'

export const random = systemRandom

/** A cheap key derivation, because the cost of a user's passphrase would slow the tests down. */
const CHEAP = { N: 2 ** 10, r: 8, p: 1 }

/** The home of vaults in a test: a folder, a keychain and a clock of its own. */
export class VaultHome {
  readonly folder: string
  /** The vault's file. */
  readonly file: string
  readonly files: FaultyFiles
  readonly clock = new FakeClock()
  readonly keychain = new MemoryKeychain(this.clock)
  /** The maximum length of the vault's file, in bytes; undefined: the same as for users. */
  largest: number | undefined
  /** The maximum length of a file that is rewritten while changes wait, in bytes; undefined: the same as for users. */
  rewrittenAtOnce: number | undefined
  /** Why backups could not be made; undefined: the vault makes no backups. */
  backupFailures: string[] | undefined
  /** How many bytes of the disk are free for backups. */
  freeBytes = Infinity
  /** undefined: without locks of the operating system. */
  takeOsLock: TakeOsLock | undefined
  /** undefined: the folder is not checked. */
  folderFaults: FileVaultPorts['folderFaults']
  /** Whether the user may write the files and the folder. */
  mayWrite = true
  readonly #files: Files
  readonly #processes: Processes

  constructor(folder: string, files: Files, processes: Processes) {
    this.#processes = processes
    this.folder = folder
    this.file = join(folder, 'vault.pkv')
    this.files = new FaultyFiles(files)
    this.#files = files
  }

  /** A vault that is not open yet. Closes it after the test. */
  vault(processes = this.#processes, clock: Clock = this.clock): Vault {
    const { folder, files, keychain, largest, rewrittenAtOnce, takeOsLock, folderFaults } = this
    const limits = {
      ...(largest !== undefined && { largest }),
      ...(rewrittenAtOnce !== undefined && { rewrittenAtOnce }),
      ...(takeOsLock && { takeOsLock }),
      ...(folderFaults && { folderFaults }),
    }
    const failures = this.backupFailures
    const backups = failures && {
      freeBytes: () => this.freeBytes,
      failed: (problem: string) => void failures.push(problem),
    }
    const mayWrite = () => this.mayWrite
    const options = { ...limits, mayWrite, ...(backups && { backups }), passphraseCost: CHEAP }
    const vault = fileVault({ folder, files, keychain, processes, clock, random, ...options })
    onTestFinished(() => vault.close().catch(() => {}))
    return vault
  }

  async openVault(): Promise<Vault> {
    const vault = this.vault()
    await vault.open()
    if (vault.state.state !== 'open') throw new Error(JSON.stringify(vault.state))
    return vault
  }

  /** Names of the files in the folder, except lock files, the witness and the notes about an undo and a loss. */
  async names(): Promise<string[]> {
    const names = await this.#files.list(this.folder)
    return names.filter((name) => !/^vault\.(lock|witness|undo|loss)/.test(name)).sort()
  }

  /** The names and contents of the same files, as hexadecimal digits. */
  async contents(): Promise<Record<string, string>> {
    const names = await this.names()
    const entries = names.map(async (name) => [name, (await this.read(name)).toString('hex')])
    return Object.fromEntries(await Promise.all(entries)) as Record<string, string>
  }

  async remove(name: string): Promise<void> {
    await this.#files.remove(join(this.folder, name))
  }

  async read(name = 'vault.pkv'): Promise<Buffer> {
    const file = await this.#files.open(join(this.folder, name), 'read')
    const bytes = await readFully(file, (await file.info()).size)
    await file.close()
    return Buffer.from(bytes)
  }

  async write(bytes: Uint8Array, name = 'vault.pkv'): Promise<void> {
    await removeIfThere(this.#files, join(this.folder, name))
    await writeNewFile(this.#files, join(this.folder, name), bytes)
  }
}

/** On the disk, in a folder that is removed after the test. */
export async function vaultHome(folderName = 'latchkey-vault-'): Promise<VaultHome> {
  const folder = await mkdtemp(join(tmpdir(), folderName))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return new VaultHome(folder, diskFiles, systemProcesses)
}

/** In memory. */
export function memoryHome(): VaultHome {
  return new VaultHome('/vault', new MemoryFiles(), { pid: 1, identify: async () => 'runs' })
}

/** On the disk: a home whose vault, closed, holds one passkey. */
export async function keptHome(): Promise<VaultHome> {
  const home = await vaultHome()
  const vault = await home.openVault()
  await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
  await vault.close()
  return home
}

/** Opens the vault, and expects that this does not change any file or key. */
export async function openUnchanged(home: VaultHome): Promise<VaultState> {
  const before = { files: await home.contents(), keys: home.keychain.keys() }
  const vault = home.vault()
  await vault.open()
  expect({ files: await home.contents(), keys: home.keychain.keys() }).toEqual(before)
  return vault.state
}
