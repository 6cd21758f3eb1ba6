/** Runs the commands of the npm package: one table, with one usage line per command. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { EXIT, usage } from '../cli/exit-codes'
import { plain } from '../cli/plain-text'
import { runCommand } from '../cli/run-command'
import { commandUsage } from '../cli/usage'
import { automationCommand } from './automation-command'
import { auditCommand, ceremonyCommand, mcpCommand } from './client-commands'
import type { BinCommand, BinHost } from './command'
import { desktopCommand, startDesktopApp } from './desktop-commands'
import { inspectCommand } from './inspect-command'
import { lintCommand } from './lint-command'
import { optionHelp } from './option-help'
import { recordCommand } from './record-command'
import { doctorCommand } from './doctor/doctor-command'

/** Messages name the documents. */
const DOCUMENTS = new URL('../docs', import.meta.url)

const COMMANDS: Readonly<Record<string, BinCommand>> = {
  audit: auditCommand,
  automation: automationCommand,
  ceremony: ceremonyCommand,
  doctor: doctorCommand,
  fault: desktopCommand('fault', {
    words: 'list|arm|disarm …',
    summary: 'give the answers of the desktop app a fault',
  }),
  inspect: inspectCommand,
  lint: lintCommand,
  mcp: mcpCommand,
  'record-provider': recordCommand,
  passkeys: desktopCommand('passkeys', {
    words: 'list|show|rename|rm|export|import …',
    summary: 'list and change the passkeys of the desktop app',
  }),
  profile: desktopCommand('profile', {
    words: 'list|load|remove …',
    summary: 'load the provider profiles of the desktop app',
  }),
  vault: desktopCommand('vault', {
    words: 'check|backups|repair|restore|undo|accept …',
    summary: 'check and repair the vault of the desktop app',
  }),
}

const NOT_INSTALLED = '69 install something first'

/**
 * @param args the arguments after `latchkey`.
 * @returns the exit code. The process may continue: `automation` serves until it is ended.
 */
export function runBin(args: readonly string[], host: BinHost): Promise<number> {
  return runCommand(
    () => run(args, host),
    host.err,
    () => usageOf(args[0]),
  )
}

async function run(args: readonly string[], host: BinHost): Promise<number> {
  const [first, ...rest] = args
  if (first === undefined) return startDesktopApp([], host)
  if (first === '--help' || first === 'help') return say(host, overview())
  if (first === '--version') return say(host, host.version)
  // Accepted as by the installed app, so that either can be a test's `command`.
  if (first === '--automation') return automationCommand.run(rest, host, new Set())
  if (first.startsWith('-')) return startDesktopApp(args, host)
  const command = commandOf(first)
  if (!command) usage(`There is no command “${plain(first)}”.`)
  if (rest.includes('--help')) return say(host, helpOf(first))
  return command.run(rest, host, read(rest, command))
}

function read(args: readonly string[], { options }: BinCommand): ReadonlySet<string> {
  if (options === null) return new Set()
  try {
    return new Set(Object.keys(parseArgs({ args: [...args], options }).values))
  } catch (error) {
    return usage((error as Error).message)
  }
}

function commandOf(name = ''): BinCommand | undefined {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
}

function usageOf(name: string | undefined): string {
  const command = commandOf(name)
  return command
    ? `Usage: latchkey ${name} ${command.words}`.trimEnd()
    : 'Run latchkey --help for help.'
}

function helpOf(name: string): string {
  const options = optionHelp(name)
  if (options !== undefined) return `${usageOf(name)}\n\n${options}`
  return (commandUsage(name, `, ${NOT_INSTALLED}`) ?? usageOf(name)).trimEnd()
}

function overview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length)) + 2
  const rows = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  latchkey ${name.padEnd(width)}${summary}`,
  )
  return [
    'latchkey: passkeys for tests',
    '',
    `  latchkey ${''.padEnd(width)}start the desktop app, which needs electron beside this package`,
    ...rows,
    '',
    'latchkey COMMAND --help says which options a command has. latchkey --version says which version this is.',
    `The documents (docs/…) are in ${fileURLToPath(DOCUMENTS)}`,
    `Exit codes: 0 done, 1 failed or a step is wrong, 3 a ceremony ended with a page’s error or a verifier refuses, 7 an audit or a lint has findings, 64 wrong command line, ${NOT_INSTALLED}`,
  ].join('\n')
}

async function say(host: BinHost, text: string): Promise<number> {
  await host.out(`${text}\n`)
  return EXIT.ok
}
