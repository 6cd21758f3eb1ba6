/** A process whose command lists many passkeys on its standard output, as the real command does. */
import { runCli } from '../../src/cli/run-cli'
import { commandCalls } from '../../src/main/commands/command-calls'
import { systemRandom } from '../../src/main/platform/random'
import { systemClock } from '../../src/main/platform/system-clock'
import { textWriter } from '../../src/main/start/text-writer'
import { memoryVault } from '../../src/main/vault/memory-vault'
import { keptPasskey, PRIVATE_KEY } from './kept-passkey'

/** Their list is several times as long as the buffer of a pipe. */
const PASSKEYS = 500

const refuse = () => Promise.reject(new Error('not in this test'))
const vault = memoryVault(systemClock(), systemRandom)
await vault.open()
await vault.passkeys.addAll(
  Array.from({ length: PASSKEYS }, () => ({
    passkey: keptPasskey(),
    privateKey: PRIVATE_KEY,
    secrets: {},
  })),
)
const api = commandCalls(
  {
    vault,
    bridge: { state: { enabled: false, port: null, addresses: [], problem: null } },
    random: systemRandom,
    now: () => 0,
    mayUseYes: () => false,
    confirm: refuse,
    note: () => undefined,
    record: () => undefined,
  },
  new AbortController().signal,
)
process.exit(
  await runCli(process.argv.slice(2), {
    version: '1.2.3',
    out: textWriter(process.stdout),
    err: textWriter(process.stderr),
    columns: undefined,
    open: async () => ({ api, close: () => vault.close() }),
    openFiles: refuse,
    read: refuse,
    requireNewFile: () => undefined,
    writeSecret: refuse,
    doctor: refuse,
  }),
)
