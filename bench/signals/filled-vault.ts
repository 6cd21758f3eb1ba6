/** A vault with ten thousand passkeys of one relying party, in memory or in a file. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../src/main/platform/system-clock'
import { fileVault } from '../../src/main/vault/file-vault'
import { diskFiles } from '../../src/main/vault/files'
import { memoryVault } from '../../src/main/vault/memory-vault'
import { systemProcesses } from '../../src/main/vault/processes'
import type { Vault } from '../../src/main/vault/vault'
import { MemoryKeychain } from '../../test/support/memory-keychain'
import { passkey } from '../../test/support/passkeys'
import { systemRandom } from '../../src/main/platform/random'

export const PASSKEYS = 10_000
export const RP_ID = 'example.org'
export const KEEPINGS = ['in memory', 'in a file'] as const
/** Who owns the passkeys. A user has at most one discoverable passkey, so one user's many are not discoverable. */
export const USERS = ['each of its own user', 'all of one user'] as const

export type Keeping = (typeof KEEPINGS)[number]
export type Users = (typeof USERS)[number]

export interface FilledVault {
  readonly vault: Vault
  readonly close: () => Promise<void>
}

/** Credential id of the passkey with this number. */
export function idOf(index: number): Uint8Array {
  return numbered('credential', index)
}

export async function openFilled(keeping: Keeping, users: Users): Promise<FilledVault> {
  const clock = systemClock()
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const keychain = new MemoryKeychain()
  const file = {
    folder,
    keychain,
    files: diskFiles,
    processes: systemProcesses,
    clock,
    random: systemRandom,
  }
  const vault = keeping === 'in memory' ? memoryVault(clock, systemRandom) : fileVault(file)
  await vault.open()
  await fill(vault, users)
  const close = async () => {
    await vault.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { vault, close }
}

async function fill({ passkeys }: Vault, users: Users): Promise<void> {
  // Random bytes instead of a private key, because no passkey signs in this benchmark.
  const key = new Uint8Array(randomBytes(138))
  const all = Array.from({ length: PASSKEYS }, (_, index) =>
    passkey({
      credentialId: idOf(index),
      userHandle: userHandleOf(index, users),
      discoverable: users === 'each of its own user',
      rpId: RP_ID,
    }),
  )
  await Promise.all(all.map((one) => passkeys.add(one, key)))
}

/** User handle of the passkey with this number. */
export function userHandleOf(index: number, users: Users): Uint8Array {
  return numbered('user', users === 'all of one user' ? 0 : index)
}

function numbered(what: string, index: number): Uint8Array {
  return new Uint8Array(Buffer.from(`${what} ${String(index).padStart(6, '0')}`))
}
