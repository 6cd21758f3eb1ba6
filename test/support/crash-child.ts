/**
 * A process that changes a vault until it is killed, and says on a line of its own when a change begins and how it ends:
 * `begun JSON`, `acknowledged N`, `refused N`. Run by `test/main/vault/crash.test.ts`.
 *
 * Its argument is a {@link CrashPlan}, as JSON.
 */
import { writeSync } from 'node:fs'
import { fileVault } from '../../src/main/vault/file-vault'
import { diskFiles, type Files } from '../../src/main/vault/files'
import { systemProcesses } from '../../src/main/vault/processes'
import { systemRandom } from '../../src/main/platform/random'
import { systemClock } from '../../src/main/platform/system-clock'
import { carelessWrites } from './careless-files'
import type { CrashPlan } from './crash-plan'
import { FaultyFiles } from './faulty-files'
import { MemoryKeychain } from './memory-keychain'
import { seeded } from './seeded'
import { changeVault } from './vault-work'
import type { Witnesses } from './vault-promises'

const PAGE = 4_096

const plan = JSON.parse(process.argv[2] ?? '') as CrashPlan
const keychain = new MemoryKeychain()
for (const [account, secret] of plan.items) keychain.items.set(account, secret)

const vault = fileVault({
  folder: plan.folder,
  files: filesFor(plan),
  keychain,
  processes: systemProcesses,
  clock: systemClock(),
  random: systemRandom,
  ...(plan.rewrittenAtOnce !== undefined && { rewrittenAtOnce: plan.rewrittenAtOnce }),
})
await vault.open()
say(vault.state.state)

const honest: Witnesses = {
  begun: (change) => say(`begun ${JSON.stringify(change)}`),
  acknowledged: (number) => say(`acknowledged ${String(number)}`),
  refused: (number) => say(`refused ${String(number)}`),
}
/** Acknowledges a change before anything is written. */
const early: Witnesses = {
  begun: (change) => {
    honest.begun(change)
    honest.acknowledged(change.number)
    if (change.number === plan.diesAt) die()
  },
  acknowledged: () => {},
  refused: () => {},
}
await changeVault(vault, plan.how === 'early' ? early : honest, {
  lanes: plan.lanes,
  changes: Infinity,
  longNames: plan.longNames,
  random: seeded(plan.seed),
})

function filesFor({ how, diesAt }: CrashPlan): Files {
  if (how === 'torn') return tornAt(diesAt)
  return how === 'careless' ? carelessWrites(diesAfterTruncation(diesAt)) : diskFiles
}

/** Like the kernel when a process is killed during a write: only a part of the bytes arrives, up to a page. */
function tornAt(number: number): Files {
  const files = new FaultyFiles(diskFiles)
  let writes = 0
  files.fault = ({ call, path, bytes }) => {
    if (call !== 'write' || !path.endsWith('vault.pkv')) return undefined
    writes++
    // Here the rest of the bytes would follow.
    if (writes > number) die()
    const half = Math.ceil(bytes / 2)
    return writes === number ? { shortWrite: half < PAGE ? half : half - (half % PAGE) } : undefined
  }
  return files
}

function diesAfterTruncation(number: number): Files {
  const files = new FaultyFiles(diskFiles)
  let truncations = 0
  files.fault = ({ call, path }) => {
    if (!path.endsWith('vault.pkv')) return undefined
    if (call === 'truncate') truncations++
    if (call === 'write' && truncations === number) die()
    return undefined
  }
  return files
}

function die(): void {
  process.kill(process.pid, 'SIGKILL')
}

function say(line: string): void {
  writeSync(1, `${line}\n`)
}
