/** `latchkey inspect` with streams in memory, and a case to inspect. */
import { pathToFileURL } from 'node:url'
import { inspectCommand } from '../../src/case/inspect-command'
import { runCommand } from '../../src/cli/run-command'
import { caseOfEntry } from '../../src/inspect/case/case-of-entry'
import { WebAuthnClient } from '../../src/main/webauthn/client/client'
import { creation } from './webauthn-options'
import { webauthnPorts } from './webauthn-ports'
import { activityEntry, keptCeremony } from './window-data'

export const CHALLENGE = 'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA'

type Command = typeof inspectCommand

/** The command's parameters other than its streams. By default, no verifier is asked. */
const ALONE = { folder: '/', worker: pathToFileURL('/nowhere') }

/** @param input the standard input: a text, or a value that becomes JSON. */
export async function inspect(
  args: readonly string[],
  input: unknown = '',
  host: Partial<Parameters<Command>[1]> = {},
  command: Command = inspectCommand,
) {
  async function* stdin() {
    yield Buffer.from(typeof input === 'string' ? input : JSON.stringify(input))
  }
  const said = { out: '', err: '' }
  const out = async (words: string) => void (said.out += words)
  const err = async (words: string) => void (said.err += words)
  const code = await runCommand(
    () => command(args, { ...ALONE, in: stdin(), out, err, ...host }),
    err,
    () => 'Usage: latchkey inspect …',
  )
  return { code, ...said }
}

/** The case of a genuine registration. */
export async function genuineCase() {
  const { ports, traces } = webauthnPorts()
  await new WebAuthnClient(ports).create(creation({ challenge: CHALLENGE }))
  const entry = activityEntry({ kind: 'create', origin: 'https://example.org', at: ports.now() })
  const detail = keptCeremony({ ...traces[0], entryId: entry.id })
  return caseOfEntry({ entry, detail }, { app: '1.2.3', now: 0 })
}
