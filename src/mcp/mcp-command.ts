/** `latchkey mcp`: a Model Context Protocol server on the standard input and output, over a session of automation or the running app. */
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { EXIT } from '../cli/exit-codes'
import { Latchkey, type PasskeySession } from '../../playwright/client/latchkey'
import { commandSocketPath, systemPlace } from '../main/commands/socket-path'
import { AppConnection } from './app-connection'
import { appDataFolder } from './app-folder'
import { WAITS } from './app-tools'
import { readMcpArguments, type McpArguments } from './arguments'
import { withInvalidParams } from './invalid-params'
import { refuseMessage } from './malformed-message'
import { latchkeyServer } from './mcp-server'
import { servedApp } from './served-app'
import { servedSession } from './served-session'

export interface McpStreams {
  readonly in: Readable
  /** Only for messages of the protocol. */
  readonly out: Writable
  /** For messages of the agent's side that cannot be read. */
  readonly err: (text: string) => Promise<void>
}

export interface McpHost {
  readonly version: string
  /** Starts the Latchkey that the agent uses, if none is running. */
  readonly start?: () => Promise<Latchkey>
}

/**
 * Serves until the agent closes the standard input.
 *
 * @param args the arguments after the command's name.
 * @returns the exit code.
 * @throws {CommandEnd} `usage`.
 * @throws {LatchkeyError} when the session cannot be opened.
 */
export async function mcpCommand(
  args: readonly string[],
  streams: McpStreams,
  { version, start = () => Latchkey.start() }: McpHost,
): Promise<number> {
  const given = readMcpArguments(args)
  if (given.on === 'app') await overApp(given, streams, version)
  else await overSession(given, streams, { version, start })
  return EXIT.ok
}

/** The app may start later. Each tool reports when the app is not running. */
async function overApp(
  given: Extract<McpArguments, { on: 'app' }>,
  streams: McpStreams,
  version: string,
): Promise<void> {
  const app = new AppConnection(commandSocketPath(appDataFolder(given), systemPlace()))
  await app.skipPast(WAITS)
  await serve(latchkeyServer(servedApp(app), version), streams)
}

async function overSession(
  { automationFile, sessionId }: Extract<McpArguments, { on: 'session' }>,
  streams: McpStreams,
  { version, start }: Required<McpHost>,
): Promise<void> {
  const latchkey =
    automationFile === undefined ? await start() : await Latchkey.connect({ automationFile })
  try {
    const session = await sessionOf(latchkey, sessionId)
    await serve(latchkeyServer(servedSession(session), version), streams)
  } finally {
    await latchkey.end()
  }
}

async function serve(server: McpServer, streams: McpStreams): Promise<void> {
  const closed = new AbortController()
  const { signal } = closed
  const ended = Promise.race([
    once(streams.in, 'end', { signal }),
    once(streams.in, 'close', { signal }),
    once(streams.out, 'error', { signal }),
  ])
  const transport = new StdioServerTransport(streams.in, streams.out)
  transport.onerror = (error) => void refuseMessage(error, streams).catch(() => undefined)
  await server.connect(withInvalidParams(transport))
  try {
    await ended
  } finally {
    closed.abort()
    await server.close()
  }
}

/** @throws {LatchkeyError} when there is no such session. */
async function sessionOf(latchkey: Latchkey, id: string | undefined): Promise<PasskeySession> {
  if (id === undefined) return latchkey.openSession()
  const session = latchkey.session(id)
  await session.rules()
  return session
}
