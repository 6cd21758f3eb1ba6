/** The command line, without a window or a page. It calls the running app, or opens the vault itself for one command. */
import { app } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CliHost, OpenedApi } from '../../cli/ports'
import { runCli } from '../../cli/run-cli'
import { CommandError } from '../../shared/command-api'
import type { VaultReport } from '../../shared/vault-report'
import { inTerminal } from '../../shared/placed-text'
import { ActivityRecord } from '../activity/activity-record'
import { commandCalls } from '../commands/command-calls'
import { connectToApp } from '../commands/command-client'
import { commandSocketPath, systemPlace } from '../commands/socket-path'
import { Settings } from '../desktop/settings'
import { runDoctor } from '../doctor/run-doctor'
import type { Clock } from '../platform/ports'
import { newUuid, systemRandom } from '../platform/random'
import { systemClock } from '../platform/system-clock'
import { diskFiles } from '../vault/files'
import type { Keychain } from '../vault/keychain'
import { findMissingVault } from '../vault/missing-vault'
import type { Vault } from '../vault/vault'
import type { CommandLine } from './command-line'
import { diskVault } from './disk-vault'
import { readInput } from './read-input'
import { recordVaultFile } from './record-vault-file'
import { requireNewFile, writeSecretFile } from './secret-file'
import { systemKeychain } from './system-keychain'
import { textWriter } from './text-writer'

const NEVER_ABORTED = new AbortController().signal

/** A command without the app serves no page. */
const NO_BRIDGE = { enabled: false, port: null, addresses: [], problem: null }

const NO_WINDOW_TO_CONFIRM =
  'This command must be confirmed in Latchkey’s window. Start Latchkey, or allow --yes in its Settings under Commands.'

/**
 * @param args the command and its arguments.
 * @param dataFolder the data folder of the Latchkey to use.
 * @returns the exit code.
 */
export function startCommand(
  args: readonly string[],
  { keychainService }: CommandLine,
  dataFolder: string,
): Promise<number> {
  const out = textWriter(process.stdout)
  const clock = systemClock()
  const place: Place = { dataFolder, keychain: systemKeychain(keychainService, clock), clock }
  const host: CliHost = {
    version: app.getVersion(),
    out,
    err: textWriter(process.stderr),
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    open: () => open(place),
    openFiles: () => openFiles(place),
    read: (path) => readInput(path),
    requireNewFile,
    writeSecret: async (path, secret) => writeSecretFile(path, secret),
    doctor: (json) =>
      runDoctor({ ...place, checkFile: () => checkVaultFile(place) }, { json, out }),
  }
  return runCli(args, host)
}

/** Where the vault and its key are. */
interface Place {
  readonly dataFolder: string
  readonly keychain: Keychain
  readonly clock: Clock
}

async function open(place: Place): Promise<OpenedApi> {
  const { dataFolder } = place
  const running = await connectToApp(commandSocketPath(dataFolder, systemPlace()))
  if (running) return { api: running.api, close: async () => running.close() }
  // Opening would make a vault.
  if (!existsSync(join(dataFolder, 'vault.pkv')))
    throw new CommandError('locked', await whyNoVault(place))
  const opened = quietVault(place)
  await opened.vault.open()
  return alone(opened, place)
}

async function openFiles(place: Place): Promise<OpenedApi> {
  const { dataFolder } = place
  const running = await connectToApp(commandSocketPath(dataFolder, systemPlace()))
  if (running) return { api: running.api, close: async () => running.close() }
  if (!existsSync(dataFolder))
    throw new CommandError('locked', `There is no vault in ${dataFolder} yet.`)
  return alone(quietVault(place), place)
}

/** Looks at the vault's files, and keeps other Latchkeys out only while it looks. */
async function checkVaultFile(place: Place): Promise<VaultReport> {
  const { vault } = quietVault(place)
  try {
    return await vault.rescue.check('best')
  } finally {
    await vault.close()
  }
}

interface Quiet {
  readonly vault: Vault
  readonly activity: ActivityRecord
}

/** Records changes of the vault's file in Activity. A command has no log; the vault's next report mentions a failed backup. */
function quietVault({ dataFolder, keychain, clock }: Place): Quiet {
  const vault = diskVault(dataFolder, keychain, clock, () => undefined)
  const now = () => clock.now()
  const ports = { entries: vault.activity, now, newId: newUuid, failed: () => undefined }
  const activity = new ActivityRecord(ports)
  vault.onStateChange(() => {
    if (vault.isOpen) activity.keepWaiting()
  })
  recordVaultFile(vault, activity.report)
  return { vault, activity }
}

/** The API of a command without the app. */
function alone({ vault, activity }: Quiet, { dataFolder, clock }: Place): OpenedApi {
  const settings = new Settings(dataFolder)
  const parts = {
    vault,
    bridge: { state: NO_BRIDGE },
    random: systemRandom,
    now: () => clock.now(),
    mayUseYes: () => settings.values.commandsMayUseYes,
    confirm: () => Promise.reject(new CommandError('denied', NO_WINDOW_TO_CONFIRM)),
    note: () => undefined,
    record: activity.report,
  }
  return { api: commandCalls(parts, NEVER_ABORTED), isAlone: true, close: () => vault.close() }
}

async function whyNoVault({ dataFolder: folder, keychain, clock }: Place): Promise<string> {
  const missing = await findMissingVault({
    folder,
    files: diskFiles,
    keychain,
    clock,
    random: systemRandom,
  })
  return missing
    ? `The vault is not open. ${missing.found} ${inTerminal(missing.advice)}`
    : `There is no vault in ${folder} yet. Start Latchkey to create it.`
}
