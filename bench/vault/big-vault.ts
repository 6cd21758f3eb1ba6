/** A file vault with many passkeys: the numbers of the passkeys, and the vault in a folder. */
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { systemClock } from '../../src/main/platform/system-clock'
import { systemRandom } from '../../src/main/platform/random'
import { fileVault } from '../../src/main/vault/file-vault'
import { diskFiles, type Files } from '../../src/main/vault/files'
import type { SealerParts } from '../../src/main/vault/frame'
import type { Keychain } from '../../src/main/vault/keychain'
import { systemProcesses } from '../../src/main/vault/processes'
import type { Vault } from '../../src/main/vault/vault'
import type { Passkey } from '../../src/main/webauthn/authenticator/ports'
import { MemoryKeychain } from '../../test/support/memory-keychain'
import { passkey } from '../../test/support/passkeys'
import { siteOf } from '../passkeys'

/** How many `add()` calls wait for the disk at the same time. */
const LANE = 1_000
export const RP_ID = 'big.example'

/** A vault's folder with the contents of its keychain, in a form that a child process can be sent. */
export interface BigVault {
  readonly folder: string
  readonly keychain: readonly (readonly [account: string, secret: string])[]
}

export function vaultIn({ folder, keychain }: BigVault, files: Files = diskFiles): Vault {
  const memory = new MemoryKeychain()
  for (const [account, secret] of keychain) memory.items.set(account, secret)
  return vaultWith(folder, memory, files)
}

interface Contents {
  /** How many passkeys are added. */
  readonly count: number
  /** How many of these go to the trash. */
  readonly trashed?: number
  /** How many belong to one user of {@link RP_ID}. */
  readonly ofOneUser?: number
}

/** Makes a vault with one frame for each passkey, as after as many ceremonies. */
export async function makeBigVault(folder: string, contents: Contents): Promise<BigVault> {
  const keychain = new MemoryKeychain()
  await fillBigVault(folder, keychain, contents)
  return { folder, keychain: [...keychain.items] }
}

/** @param keychain gets the vault's key. */
export async function fillBigVault(
  folder: string,
  keychain: Keychain,
  { count, trashed = 0, ofOneUser = 0 }: Contents,
): Promise<void> {
  const vault = vaultWith(folder, keychain, unsyncedFiles)
  await vault.open()
  for (let first = 0; first < count; first += LANE) {
    const lane = Array.from({ length: Math.min(LANE, count - first) }, (_, i) => first + i)
    await Promise.all(
      lane.map((index) =>
        vault.passkeys.add(
          index < ofOneUser ? newPasskeyOfOneUser() : newPasskey(siteOf(index)),
          newPrivateKey(),
        ),
      ),
    )
  }
  const ids = vault.passkeys.list().map(({ credentialId }) => credentialId)
  for (let first = 0; first < trashed; first += LANE)
    await vault.passkeys.trashAll(ids.slice(first, Math.min(first + LANE, trashed)), 'a benchmark')
  await vault.close()
}

export function newPasskey(rpId: string): Passkey {
  return passkey({
    rpId,
    credentialId: new Uint8Array(randomBytes(32)),
    userHandle: new Uint8Array(randomBytes(16)),
    transports: ['internal', 'hybrid'],
    createdAt: Date.now(),
  })
}

/** A user has at most one discoverable passkey, so one user's many are not discoverable. */
function newPasskeyOfOneUser(): Passkey {
  return { ...newPasskey(RP_ID), userHandle: Uint8Array.of(1), discoverable: false }
}

/** Random bytes instead of a private key, because no passkey signs here. */
export function newPrivateKey(): Uint8Array {
  return new Uint8Array(randomBytes(138))
}

export function vaultWith(folder: string, keychain: Keychain, files: Files): Vault {
  const [clock, random, processes] = [systemClock(), systemRandom, systemProcesses]
  return fileVault({ folder, files, keychain, processes, clock, random, startFrameWorker })
}

/** As the app starts it. `npm run bench` builds the app first. */
function startFrameWorker(parts: SealerParts): Worker {
  const file = fileURLToPath(new URL('../../out/main/frame-worker.cjs', import.meta.url))
  return new Worker(file, { workerData: parts, transferList: [parts.key.buffer], execArgv: [] })
}

/** Without waiting for the disk, so that filling the vault takes seconds instead of minutes. */
export const unsyncedFiles: Files = {
  ...diskFiles,
  async open(path, how) {
    const file = await diskFiles.open(path, how)
    return {
      read: (target, position) => file.read(target, position),
      write: (bytes, position) => file.write(bytes, position),
      sync: async () => undefined,
      syncData: async () => undefined,
      truncate: (length) => file.truncate(length),
      info: () => file.info(),
      close: () => file.close(),
    }
  },
}
