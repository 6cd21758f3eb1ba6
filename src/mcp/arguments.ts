/** The arguments of `latchkey mcp`. */
import { parseArgs } from 'node:util'
import { usage } from '../cli/exit-codes'
import { fileName, filled } from '../cli/typed-values'

/** All arguments, for a usage line. */
export const MCP_USAGE =
  '[--app [--data=FOLDER] [--keychain-service=NAME] | --automation-file=FILE [--session=ID]]'

const OPTIONS = {
  app: { type: 'boolean' },
  'automation-file': { type: 'string' },
  data: { type: 'string' },
  'keychain-service': { type: 'string' },
  session: { type: 'string' },
} as const

/** What the agent uses: the running app, or a session of automation. */
export type McpArguments =
  | {
      readonly on: 'app'
      /** The app's data folder; undefined for the folder named after the keychain service. */
      readonly dataFolder: string | undefined
      readonly keychainService: string | undefined
    }
  | {
      readonly on: 'session'
      /** The file of a running automation; undefined to start one. */
      readonly automationFile: string | undefined
      /** A session of that automation; undefined to open a new one. */
      readonly sessionId: string | undefined
    }

/** @throws {CommandEnd} `usage`. */
export function readMcpArguments(args: readonly string[]): McpArguments {
  const given = parse(args)
  const { session: sessionId, 'keychain-service': keychainService } = given
  const automationFile = fileName(given['automation-file'], '--automation-file')
  const dataFolder = filled(given.data, '--data', 'Give the path of a folder.')
  filled(sessionId, '--session', 'Give the id of a session.')
  filled(keychainService, '--keychain-service', 'Give the name of a service.')
  if (given.app) {
    if (automationFile !== undefined || sessionId !== undefined)
      usage('--app and --automation-file exclude each other.')
    return { on: 'app', dataFolder, keychainService }
  }
  if (dataFolder !== undefined || keychainService !== undefined)
    usage('--data and --keychain-service need --app: they say which running app to use.')
  if (sessionId !== undefined && automationFile === undefined)
    usage('--session needs --automation-file: only a Latchkey that runs already has sessions.')
  return { on: 'session', automationFile, sessionId }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    return usage((error as Error).message)
  }
}
