/** The Model Context Protocol server. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { CeremonyError } from '../../playwright/client/latchkey'
import type { Tool } from './tool'

const RECORD = 'latchkey://record'

/** What an agent uses, with its tools. */
export interface Served<Subject> {
  readonly subject: Subject
  readonly instructions: string
  readonly tools: Readonly<Record<string, Tool<Subject>>>
  /** Newest first. */
  readonly record: (subject: Subject) => Promise<readonly object[]>
}

/** @param version Latchkey's. */
export function latchkeyServer<Subject>(served: Served<Subject>, version: string): McpServer {
  const { subject, instructions, tools, record } = served
  const server = new McpServer({ name: 'latchkey', version }, { instructions })
  for (const [name, tool] of Object.entries(tools)) register(server, name, tool, subject)
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
        { uri, mimeType: 'application/json', text: JSON.stringify(await record(subject)) },
      ],
    }),
  )
  return server
}

function register<Subject>(
  server: McpServer,
  name: string,
  tool: Tool<Subject>,
  subject: Subject,
): void {
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
        const result = await tool.run(input, subject, signal)
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
  if (error instanceof CeremonyError) return `${error.name}: ${error.message}`
  return error instanceof Error ? error.message : 'something failed'
}
