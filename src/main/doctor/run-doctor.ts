/** `latchkey doctor`: what on this computer keeps Latchkey from working, and what to do. */
import type { CheckName, Finding } from '../../cli/doctor/finding'
import { reportCode, reportJson, reportText } from '../../cli/doctor/report'
import type { VaultFileReport } from '../../shared/vault-report'
import { commandSocketPath, systemPlace } from '../commands/socket-path'
import { systemRandom } from '../platform/random'
import type { Keychain } from '../vault/keychain'
import { checkBrowsers, systemBrowsers } from './browsers'
import { checkDisplay } from './display'
import { checkKeychain } from './keychain'
import { checkPorts } from './port-check'
import { systemPortProbe } from './port-probe'
import { DOCTOR_PATIENCE, runningBridge } from './running-bridge'
import { checkVault, systemVaultFacts } from './vault'

/** A check that takes longer means that something hangs. */
const TIMEOUT_MS = 5_000
/** Reading a vault of a hundred thousand passkeys takes a few seconds. */
const VAULT_TIMEOUT_MS = 30_000

export interface Subject {
  readonly dataFolder: string
  readonly keychain: Keychain
  /** As `latchkey vault check`, of the vault's file only. */
  readonly checkFile: () => Promise<VaultFileReport>
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

/** A check that fails or hangs becomes a finding, so that the report has the other checks. */
export async function inTime(
  check: CheckName,
  work: Promise<readonly Finding[]>,
  timeoutMs = TIMEOUT_MS,
): Promise<readonly Finding[]> {
  const wrong = (found: string): readonly Finding[] => [
    {
      check,
      state: 'wrong',
      found,
      advice: 'Try again. If it happens again, restart the program that does not answer.',
    },
  ]
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<readonly Finding[]>((resolve) => {
    timer = setTimeout(
      () => resolve(wrong(`The check did not finish within ${timeoutMs / 1000} seconds.`)),
      timeoutMs,
    )
  })
  const done = work.catch((error: unknown) =>
    wrong(`The check failed: ${error instanceof Error ? error.message : 'no reason'}.`),
  )
  return Promise.race([done, late]).finally(() => clearTimeout(timer))
}
