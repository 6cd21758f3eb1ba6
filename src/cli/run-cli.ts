/** Runs the commands of `latchkey`. */
import { CommandError } from '../shared/command-api'
import { allowFlags, readArguments } from './arguments'
import { CommandEnd, EXIT, usage } from './exit-codes'
import { passkeyCommand } from './passkey-commands'
import { faultCommand } from './fault-commands'
import { plain } from './plain-text'
import type { CliHost } from './ports'
import { commandUsage, USAGE } from './usage'
import { profileCommand } from './profile-commands'
import { vaultCommand } from './vault-commands'

const EXIT_OF_FAILURE = {
  failed: EXIT.failed,
  denied: EXIT.denied,
  locked: EXIT.locked,
  'read-only': EXIT.damaged,
  'no-answer': EXIT.noAnswer,
}

/**
 * @param args the command, its words and its flags.
 * @returns the exit code.
 */
export async function runCli(args: readonly string[], host: CliHost): Promise<number> {
  const isJson = args.includes('--json')
  try {
    return await run(args, host)
  } catch (error) {
    const { code, message } = endOf(error)
    const hint = code === EXIT.usage ? 'Run latchkey --help for help.\n' : ''
    // The exit code remains for a caller that cannot receive the message.
    await host.err(`latchkey: ${message}\n${hint}`).catch(() => undefined)
    if (isJson)
      await host.out(`${JSON.stringify({ error: message, code })}\n`).catch(() => undefined)
    return code
  }
}

/**
 * Checks a command line without the app, by running the command until it needs the app, for a caller that would have to
 * download the app.
 *
 * @param args as for {@link runCli}.
 * @throws {CommandEnd} `usage` for a wrong command line.
 */
export async function requireRightArguments(args: readonly string[]): Promise<void> {
  try {
    await run(args, WITHOUT_APP)
  } catch (error) {
    if (!(error instanceof AppNeededError)) throw error
  }
}

class AppNeededError extends Error {}

function needApp(): never {
  throw new AppNeededError()
}

const WITHOUT_APP: CliHost = {
  version: '',
  columns: undefined,
  out: needApp,
  err: needApp,
  open: needApp,
  openFiles: needApp,
  read: needApp,
  requireNewFile: needApp,
  writeSecret: needApp,
  doctor: needApp,
}

async function run(args: readonly string[], host: CliHost): Promise<number> {
  const typed = readArguments(args)
  const [command = ''] = typed.words
  if (typed.flags.has('help') || command === 'help') {
    await host.out(commandUsage(command) ?? USAGE)
    return EXIT.ok
  }
  if (typed.flags.has('version')) {
    await host.out(`${host.version}\n`)
    return EXIT.ok
  }
  if (command === 'doctor') {
    allowFlags(typed)
    return host.doctor(typed.flags.has('json'))
  }
  if (command === 'fault') return faultCommand(typed, host)
  if (command === 'profile') return profileCommand(typed, host)
  if (command === 'vault') return vaultCommand(typed, host)
  if (command !== 'passkeys') usage(`There is no command “${plain(command)}”.`)
  return passkeyCommand(typed, host)
}

function endOf(error: unknown): { readonly code: number; readonly message: string } {
  if (error instanceof CommandEnd) return error
  if (error instanceof CommandError)
    return { code: EXIT_OF_FAILURE[error.failure], message: error.message }
  return { code: EXIT.failed, message: error instanceof Error ? error.message : 'something failed' }
}
