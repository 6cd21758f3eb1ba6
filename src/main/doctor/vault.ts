import { lstatSync, readdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../../cli/doctor/finding'
import type { VaultState } from '../../shared/app-state'
import { describeBest } from '../../shared/backup-advice'
import { inTerminal } from '../../shared/placed-text'
import { noticeText, vaultNotice } from '../../shared/vault-notice'
import { needsBackup, type VaultFileReport, type VaultReport } from '../../shared/vault-report'
import { describeKept, describeVaultFile } from '../../shared/vault-words'
import { connectToApp } from '../commands/command-client'
import { commandSocketPath, systemPlace } from '../commands/socket-path'
import { systemRandom } from '../platform/random'
import { systemClock } from '../platform/system-clock'
import { DISK_FULL, type MissingVault } from '../vault/explanations'
import { VaultInUseError } from '../vault/errors'
import { diskFiles, placeOf } from '../vault/files'
import type { Keychain } from '../vault/keychain'
import { findFolderFaults, type FolderPlace } from '../vault/folder-faults'
import { findMissingVault } from '../vault/missing-vault'
import { reportNotes, type NotesReport } from '../vault/report-vault'
import { VaultFolder } from '../vault/vault-folder'
import { DOCTOR_PATIENCE } from './running-bridge'

/** With less free space the next generation of the vault may not fit on the disk. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024

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
  /** As `latchkey vault check`, but only of the vault's file and the backup to restore. @throws {VaultInUseError} */
  check(): Promise<VaultReport>
  /** As `latchkey vault check`, of the notes beside the vault's file. */
  notes(): Promise<NotesReport>
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
  const faults = app?.vault
    ? [...faultsOf(app.vault), ...faultsOfNotes(await facts.notes(), app.vault)]
    : await faultsOfFile(facts)
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
      advice: 'Free some space, so that new passkeys can be saved.',
    })
  return findings
}

type Fault = Omit<Finding, 'check'>

const SEE_WAYS = 'To see the ways back: latchkey vault check'

/** What the window says of a vault that is not as it should be. */
function faultsOf(vault: VaultState): readonly Fault[] {
  // A vault that waits for its passphrase is well.
  if (vault.state === 'locked' && vault.reason !== 'passphrase')
    return [{ state: 'wrong', found: inTerminal(vault.explanation), advice: null }]
  const notice = vaultNotice(vault)
  if (!notice) return []
  return [{ state: notice.isBad ? 'wrong' : 'note', found: noticeText(notice), advice: null }]
}

/** What `latchkey vault check` says of a file that is not as it should be. */
async function faultsOfFile(facts: VaultFacts): Promise<readonly Fault[]> {
  try {
    const report = await facts.check()
    return [...faultOfFile(report), ...faultsOfNotes(report), ...faultOfWriting(report)]
  } catch (error) {
    if (!(error instanceof VaultInUseError)) throw error
    return [{ state: 'note', found: `The file was not checked. ${error.message}`, advice: null }]
  }
}

function faultOfFile(report: VaultReport): readonly Fault[] {
  const { file, backups } = report
  const found = describeVaultFile(report)
  if (!file || found === undefined || isWell(file)) return []
  if (needsBackup(file))
    return [
      { state: 'wrong', found, advice: `${inTerminal(describeBest(file, backups))} ${SEE_WAYS}` },
    ]
  const isShut = file.condition === 'sealed' && (file.waitsFor !== 'passphrase' || file.unread > 0)
  return [{ state: isShut ? 'wrong' : 'note', found, advice: null }]
}

/** A full disk is a finding of its own, with or without a vault. */
function faultOfWriting({ writeProblem }: VaultReport): readonly Fault[] {
  if (writeProblem === null || writeProblem === DISK_FULL) return []
  return [{ state: 'wrong', found: `Nothing can be saved now. ${writeProblem}`, advice: null }]
}

function isWell({ condition, otherVault }: VaultFileReport): boolean {
  return condition === 'whole' && !otherVault
}

/** @param vault the state of the vault in the running Latchkey, which may have said the same. */
function faultsOfNotes(
  { witnessProblem, undoProblem, kept }: NotesReport,
  vault?: VaultState,
): readonly Fault[] {
  const isSaid = vault?.state === 'open' && vault.witnessProblem !== undefined
  const faults: Fault[] = []
  const note = (found: string, advice: string | null) =>
    faults.push({ state: 'note', found, advice })
  if (witnessProblem !== null && !isSaid) note(witnessProblem, null)
  if (undoProblem !== null) note(undoProblem, null)
  if (kept !== null) note(describeKept(kept), `To put it back: latchkey vault restore ${kept}`)
  return faults
}

/** @param running a sentence, after a space; empty while Latchkey does not run. */
async function withoutFile(facts: VaultFacts, running: string): Promise<Finding> {
  const gone = await facts.missing()
  return gone
    ? {
        check: 'vault',
        state: 'wrong',
        found: `${gone.found}${running}`,
        advice: inTerminal(gone.advice),
      }
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
    notes: () => reportNotes(new VaultFolder(diskFiles, folder, systemClock()), true),
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    },
    ...placeOf(folder),
  }
}
