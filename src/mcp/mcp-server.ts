/** The Model Context Protocol server over one session. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { CeremonyError, type PasskeySession } from '../../playwright/client/latchkey'
import { TOOLS, type Tool } from './tools'

const RECORD = 'latchkey://record'

const INSTRUCTIONS =
  'Latchkey is a passkey manager for tests. It answers the WebAuthn ceremonies of pages, or of run_ceremony, with test ' +
  'passkeys that are kept in memory. First say what the user does with answer_ceremonies, then let the page or ' +
  'run_ceremony ask, then read the outcome and its reason with wait_for_ceremony. The resource latchkey://record has ' +
  'every ceremony, signal and refusal with its reason.'

/** @param version Latchkey's. */
export function latchkeyServer(session: PasskeySession, version: string): McpServer {
  const server = new McpServer({ name: 'latchkey', version }, { instructions: INSTRUCTIONS })
  for (const [name, tool] of Object.entries(TOOLS)) register(server, name, tool, session)
  server.registerResource(
    'record',
    RECORD,
    {
      title: 'Record',
      description: 'Ceremonies, signals and refusals, newest first, each with its reason',
      mimeType: 'application/json',
    },
    async ({ href: uri }) => ({
      contents: [
        { uri, mimeType: 'application/json', text: JSON.stringify(await session.activity()) },
      ],
    }),
  )
  return server
}

function register(server: McpServer, name: string, tool: Tool, session: PasskeySession): void {
  const { title, description, input: inputSchema, isReadOnly } = tool
  const annotations = {
    readOnlyHint: isReadOnly,
    destructiveHint: false,
    openWorldHint: false,
  }
  server.registerTool(
    name,
    { title, description, inputSchema, annotations },
    async (input, { signal }): Promise<CallToolResult> => {
      try {
        const result = await tool.run(input, session, signal)
        return { content: [textOf(JSON.stringify(result))], structuredContent: { ...result } }
      } catch (error) {
        return { content: [textOf(messageOf(error))], isError: true }
      }
    },
  )
}

function textOf(text: string) {
  return { type: 'text', text } as const
}

function messageOf(error: unknown): string {
  if (error instanceof CeremonyError)
    return `${error.name}: ${error.message} Reason: ${error.reason}`
  return error instanceof Error ? error.message : 'something failed'
}
