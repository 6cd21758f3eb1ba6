/** `latchkey doctor`: finds what prevents Latchkey from working on this computer, and what to do. */
import { reportCode, reportJson, reportText } from '../../cli/doctor/report'
import { commandSocketPath, systemPlace } from '../commands/socket-path'
import { systemRandom } from '../platform/random'
import type { Keychain } from '../vault/keychain'
import { checkBrowsers, systemBrowsers } from './browsers'
import { checkDisplay } from './display'
import { inTime } from './in-time'
import { checkKeychain } from './keychain'
import { checkPorts } from './port-check'
import { systemPortProbe } from './port-probe'
import { DOCTOR_PATIENCE, runningBridge } from './running-bridge'
import { checkVault, systemVaultFacts, type VaultFacts } from './vault'

/** Reading a vault of a hundred thousand passkeys takes a few seconds. */
const VAULT_TIMEOUT_MS = 30_000

export interface Subject {
  readonly dataFolder: string
  readonly keychain: Keychain
  /** As `latchkey vault check`, of the vault's file only. */
  readonly checkFile: VaultFacts['check']
}

export interface DoctorOutput {
  readonly json: boolean
  readonly out: (text: string) => Promise<void>
}

/** @returns the exit code. */
export async function runDoctor(
  { dataFolder, keychain, checkFile }: Subject,
  { json, out }: DoctorOutput,
): Promise<number> {
  const { platform, env } = process
  const findings = await Promise.all([
    inTime('keychain', checkKeychain(keychain, systemRandom, platform)),
    inTime(
      'vault',
      checkVault(systemVaultFacts(dataFolder, keychain, checkFile)),
      VAULT_TIMEOUT_MS,
    ),
    inTime('display', Promise.resolve(checkDisplay(platform, env))),
    inTime('port', checkPorts(systemPortProbe, bridgeOf(dataFolder))),
    inTime('browsers', checkBrowsers(systemBrowsers(platform, env))),
  ])
  await out(json ? reportJson(findings.flat()) : reportText(findings.flat()))
  return reportCode(findings.flat())
}

async function bridgeOf(dataFolder: string) {
  return runningBridge(commandSocketPath(dataFolder, systemPlace()), DOCTOR_PATIENCE)
}
