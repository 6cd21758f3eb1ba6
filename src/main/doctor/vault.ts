import { closeSync, lstatSync, openSync, readdirSync, readSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../../cli/doctor/finding'
import { vaultNotice } from '../../cli/vault-notice'
import type { VaultState } from '../../shared/app-state'
import { connectToApp } from '../commands/command-client'
import { commandSocketPath, systemPlace } from '../commands/socket-path'
import { systemRandom } from '../platform/random'
import { systemClock } from '../platform/system-clock'
import type { MissingVault } from '../vault/explanations'
import { messageOf } from '../vault/errors'
import { diskFiles } from '../vault/files'
import { decodeHeader, MAX_HEADER_BYTES } from '../vault/header'
import type { Keychain } from '../vault/keychain'
import { findMissingVault } from '../vault/missing-vault'

/** With less free space the next generation of the vault may not fit on the disk. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024

/** File systems that other computers or programs serve: NFS, SMB in its versions, FUSE and 9P (statfs(2)). */
const SERVED = [0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997]

export interface VaultFacts {
  readonly folder: string
  /** The files in the folder; undefined: there is no such folder. */
  names(): readonly string[] | undefined
  /** The permission bits of a file in the folder, or of the folder (''); undefined: the system has no such bits. */
  modeOf(name: string): number | undefined
  /** The running Latchkey; undefined: none runs. `vault` is null where an earlier build runs, which does not tell. */
  running(): Promise<{ readonly vault: VaultState | null } | undefined>
  /** What is wrong with the beginning of the vault's file; undefined: it is the beginning of a vault. */
  headerFault(): string | undefined
  /** What the app would say of a vault whose file is missing; undefined where there was no vault yet. */
  missing(): Promise<Pick<MissingVault, 'found' | 'advice'> | undefined>
  freeBytes(): number
  /** The type of the folder's file system, as statfs(2) has it. */
  fileSystem(): number
}

/** Looks at the vault from outside: does not open it, and changes nothing. */
export async function checkVault(facts: VaultFacts): Promise<readonly Finding[]> {
  const check = 'vault'
  const names = facts.names()
  const app = await facts.running()
  const running = app ? ' Latchkey is running with this folder.' : ''
  if (!names?.includes('vault.pkv')) return [await withoutFile(facts, running)]
  const findings: Finding[] = [
    { check, state: 'well', found: `The vault is in ${facts.folder}.${running}`, advice: null },
  ]
  const fault = app?.vault ? faultOf(app.vault) : facts.headerFault()
  if (fault !== undefined) findings.push({ check, state: 'wrong', found: fault, advice: null })
  const open = ['', 'vault.pkv'].filter((name) => ((facts.modeOf(name) ?? 0) & 0o077) !== 0)
  if (open.length > 0)
    findings.push({
      check,
      state: 'note',
      found: 'Other users of this computer can read the vault’s file or folder.',
      advice: `The vault is sealed, so they cannot read passkeys. To keep them out: chmod -R go= "${facts.folder}"`,
    })
  if (SERVED.includes(facts.fileSystem()))
    findings.push({
      check,
      state: 'note',
      found: 'Its file system is served by another computer, or by a program (FUSE).',
      advice:
        'After a crash or a power cut, passkeys that were just made may be missing there. A folder on a disk of this computer is safer: --data FOLDER.',
    })
  if (facts.freeBytes() < LEAST_FREE_BYTES)
    findings.push({
      check,
      state: 'wrong',
      found: 'The vault’s disk is nearly full.',
      advice: 'Free some space, so that new passkeys can be kept.',
    })
  return findings
}

/** What the window says of a vault that is not as it should be. */
function faultOf(vault: VaultState): string | undefined {
  // A vault that waits for its passphrase is well.
  if (vault.state === 'locked' && vault.reason !== 'passphrase') return vault.explanation
  return vaultNotice(vault)
}

/** @param running a sentence, after a space; empty while Latchkey does not run. */
async function withoutFile(facts: VaultFacts, running: string): Promise<Finding> {
  const gone = await facts.missing()
  return gone
    ? { check: 'vault', state: 'wrong', found: `${gone.found}${running}`, advice: gone.advice }
    : {
        check: 'vault',
        state: 'well',
        found: `There is no vault yet in ${facts.folder}.${running}`,
        advice: null,
      }
}

export function systemVaultFacts(folder: string, keychain: Keychain): VaultFacts {
  return {
    folder,
    missing: () =>
      findMissingVault({
        folder,
        files: diskFiles,
        keychain,
        clock: systemClock(),
        random: systemRandom,
      }),
    names: () => {
      try {
        return readdirSync(folder)
      } catch {
        return undefined
      }
    },
    modeOf: (name) =>
      process.platform === 'win32' ? undefined : lstatSync(join(folder, name)).mode & 0o777,
    running: async () => {
      const app = await connectToApp(commandSocketPath(folder, systemPlace()))
      const vault = await app?.api.getVaultState().catch(() => null)
      app?.close()
      return app && { vault: vault ?? null }
    },
    headerFault: () => {
      try {
        decodeHeader(firstBytes(join(folder, 'vault.pkv')))
        return undefined
      } catch (error) {
        return messageOf(error)
      }
    },
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    },
    fileSystem: () => statfsSync(folder).type,
  }
}

function firstBytes(path: string): Uint8Array {
  const bytes = new Uint8Array(MAX_HEADER_BYTES)
  const file = openSync(path, 'r')
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0))
  } finally {
    closeSync(file)
  }
}
