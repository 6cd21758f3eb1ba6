import { closeSync, lstatSync, openSync, readdirSync, readSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../../cli/doctor/finding'
import type { VaultState } from '../../shared/app-state'
import { noticeText, vaultNotice } from '../../shared/vault-notice'
import { isDamaged, type VaultFileReport } from '../../shared/vault-report'
import { describeFile } from '../../shared/vault-words'
import { connectToApp } from '../commands/command-client'
import { commandSocketPath, systemPlace } from '../commands/socket-path'
import { systemRandom } from '../platform/random'
import { systemClock } from '../platform/system-clock'
import type { MissingVault } from '../vault/explanations'
import { VaultInUseError } from '../vault/errors'
import { diskFiles, placeOf } from '../vault/files'
import { decodeHeader, MAX_HEADER_BYTES } from '../vault/header'
import type { Keychain } from '../vault/keychain'
import { findPassphraseSlot } from '../vault/key-slots'
import { findFolderFaults, type FolderPlace } from '../vault/folder-faults'
import { findMissingVault } from '../vault/missing-vault'
import { DOCTOR_PATIENCE } from './running-bridge'

/** With less free space the next generation of the vault may not fit on the disk. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024

/** What a check of the vault's file found. */
export interface CheckedFile {
  readonly file: VaultFileReport
  /** What is wrong with the notes beside the file: sentences. */
  readonly problems: readonly string[]
}

export interface VaultFacts extends FolderPlace {
  readonly folder: string
  /** The files in the folder; undefined when there is no such folder. */
  names(): readonly string[] | undefined
  /** The permission bits of a file in the folder, or of the folder (''); undefined when the system has no such bits. */
  modeOf(name: string): number | undefined
  /**
   * The running Latchkey; undefined when none runs. `vault` is null when it does not tell, because it is an earlier build or
   * does not respond.
   */
  running(): Promise<{ readonly vault: VaultState | null } | undefined>
  /** As `latchkey vault check`: what the vault's file holds. @throws {VaultInUseError} */
  check(): Promise<CheckedFile>
  /** Whether a passphrase seals the vault, and not a key in the keychain. */
  waitsForPassphrase(): boolean
  /** What the app would say about a missing vault; undefined when there was no vault yet. */
  missing(): Promise<Pick<MissingVault, 'found' | 'advice'> | undefined>
  freeBytes(): number
}

/** Checks the vault from outside: does not open it, and changes nothing. */
export async function checkVault(facts: VaultFacts): Promise<readonly Finding[]> {
  const check: Finding['check'] = 'vault'
  const names = facts.names()
  const app = await facts.running()
  const running = app ? ' Latchkey is running with this folder.' : ''
  if (!names?.includes('vault.pkv')) return [await withoutFile(facts, running)]
  const findings: Finding[] = [
    { check, state: 'well', found: `The vault is in ${facts.folder}.${running}`, advice: null },
  ]
  const faults = app?.vault ? faultsOf(app.vault) : await faultsOfFile(facts)
  findings.push(...faults.map((fault) => ({ check, ...fault })))
  return [...findings, ...(await checkPlace(facts))]
}

/** The folder and its disk. */
async function checkPlace(facts: VaultFacts): Promise<readonly Finding[]> {
  const check = 'vault'
  const findings: Finding[] = []
  const open = ['', 'vault.pkv'].filter((name) => ((facts.modeOf(name) ?? 0) & 0o077) !== 0)
  if (open.length > 0)
    findings.push({
      check,
      state: 'note',
      found: 'Other users of this computer can read the vault’s file or folder.',
      advice: `The vault is sealed, so they cannot read passkeys. To keep them out: chmod -R go= "${facts.folder}"`,
    })
  for (const fault of await findFolderFaults(facts))
    findings.push({ check, state: 'note', ...fault })
  const freeBytes = facts.freeBytes()
  if (freeBytes < LEAST_FREE_BYTES)
    findings.push({
      check,
      state: 'wrong',
      found:
        freeBytes > 0
          ? 'The vault’s disk is nearly full.'
          : 'The vault’s disk is full. Nothing can be saved now.',
      advice: 'Free some space, so that new passkeys can be kept.',
    })
  return findings
}

type Fault = Omit<Finding, 'check'>

const SEE_WAYS = 'To see the ways back: latchkey vault check'

/** What the window says of a vault that is not as it should be. */
function faultsOf(vault: VaultState): readonly Fault[] {
  // A vault that waits for its passphrase is well.
  if (vault.state === 'locked' && vault.reason !== 'passphrase')
    return [{ state: 'wrong', found: vault.explanation, advice: null }]
  const notice = vaultNotice(vault)
  if (!notice) return []
  return [{ state: notice.isBad ? 'wrong' : 'note', found: noticeText(notice), advice: null }]
}

/** What `latchkey vault check` says of a file that is not as it should be. */
async function faultsOfFile(facts: VaultFacts): Promise<readonly Fault[]> {
  try {
    const { file, problems } = await facts.check()
    const fault = faultOfFile(file, facts)
    const beside = problems.map((found): Fault => ({ state: 'note', found, advice: null }))
    return [...(fault ? [fault] : []), ...beside]
  } catch (error) {
    if (!(error instanceof VaultInUseError)) throw error
    return [{ state: 'note', found: `The file was not checked. ${error.message}`, advice: null }]
  }
}

function faultOfFile(file: VaultFileReport, facts: VaultFacts): Fault | undefined {
  if (file.condition === 'whole' && !file.otherVault) return undefined
  const found = describeFile(file)
  if (file.condition === 'sealed' && !file.otherVault) return faultOfSealed(file, facts)
  return isDamaged(file)
    ? { state: 'wrong', found, advice: SEE_WAYS }
    : { state: 'note', found, advice: null }
}

function faultOfSealed(file: VaultFileReport, facts: VaultFacts): Fault {
  const isWell = facts.waitsForPassphrase() && file.unread === 0
  return { state: isWell ? 'note' : 'wrong', found: describeFile(file), advice: null }
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

/** @param check reads the vault's file, and leaves the vault closed. */
export function systemVaultFacts(
  folder: string,
  keychain: Keychain,
  check: VaultFacts['check'],
): VaultFacts {
  return {
    folder,
    check,
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
      const app = await connectToApp(commandSocketPath(folder, systemPlace()), DOCTOR_PATIENCE)
      const vault = await app?.api.getVaultState().catch(() => null)
      app?.close()
      return app && { vault: vault ?? null }
    },
    waitsForPassphrase: () => {
      try {
        const { slots } = decodeHeader(firstBytes(join(folder, 'vault.pkv'))).header
        return findPassphraseSlot(slots) !== undefined
      } catch {
        return false
      }
    },
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    },
    ...placeOf(folder),
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
